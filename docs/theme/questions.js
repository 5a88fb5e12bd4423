// Questions on the page. Without this script, they can be read, and the answers are folded away.
//
// What has been answered is kept in this browser, and nowhere else. On the page of a test, the
// verdicts come together, at the end.
(() => {
  "use strict";

  const KEPT = "netlink-questions";
  const questions = [...document.querySelectorAll("fieldset.question")];
  if (!questions.length) {
    return;
  }
  const test = document.querySelector(".test");

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) || {};
    } catch {
      return {};
    }
  }

  function keep(id, isRight) {
    try {
      localStorage.setItem(KEPT, JSON.stringify({ ...kept(), [id]: isRight }));
    } catch {
      // A browser that keeps nothing: the questions still work.
    }
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function say(question, isRight, why) {
    const verdict = question.querySelector(".verdict");
    verdict.textContent = "";
    verdict.append(element("b", "", isRight ? "✓ Right. " : "✗ Not quite. "));
    verdict.append(...[...why.childNodes].map(node => node.cloneNode(true)));
    question.dataset.answered = isRight ? "right" : "wrong";
    if (!test) {
      keep(question.id, isRight);
      progress();
    }
  }

  // One of several choices.
  function choice(question) {
    for (const input of question.querySelectorAll("input")) {
      input.addEventListener("change", () => {
        if (!test) {
          judge(question);
        }
      });
    }
  }

  // Returns whether the answer is right; nothing if there is none.
  function judge(question) {
    if (question.classList.contains("order")) {
      return judgeOrder(question);
    }
    const chosen = question.querySelector("input:checked");
    if (!chosen) {
      return undefined;
    }
    const isRight = chosen.value === "right";
    say(question, isRight, chosen.closest("label").querySelector(".why"));
    return isRight;
  }

  // Lines to be put in order, with two buttons each.
  function order(question) {
    const list = question.querySelector("ol");
    for (const item of list.children) {
      for (const [text, label, move] of [
        ["↑", "up", () => item.previousElementSibling && item.previousElementSibling.before(item)],
        ["↓", "down", () => item.nextElementSibling && item.nextElementSibling.after(item)],
      ]) {
        const button = element("button", "move", text);
        button.type = "button";
        button.setAttribute("aria-label", `${label}: ${item.querySelector("code").textContent}`);
        button.addEventListener("click", () => {
          move();
          button.focus();
        });
        item.prepend(button);
      }
    }
    if (!test) {
      const check = element("button", "check", "Check the order");
      check.type = "button";
      check.addEventListener("click", () => judgeOrder(question));
      list.after(check);
    }
  }

  function judgeOrder(question) {
    const items = [...question.querySelectorAll("ol")[0].children];
    const wrong = items.find((item, place) => Number(item.dataset.place) !== place);
    if (!wrong) {
      say(question, true, element("span", "", "This is the order in the program."));
      return true;
    }
    const first = items.indexOf(wrong);
    const due = items.find(item => Number(item.dataset.place) === first);
    const why = element("span", "", `Line ${first + 1} should be: ${due.querySelector("code").textContent} `);
    why.append(...[...due.querySelector(".why").childNodes].map(node => node.cloneNode(true)));
    say(question, false, why);
    return false;
  }

  for (const question of questions) {
    (question.classList.contains("order") ? order : choice)(question);
  }

  const line = element("p", "progress", "");
  line.setAttribute("role", "status");
  if (test) {
    const button = element("button", "check", "Show my score");
    button.type = "button";
    button.addEventListener("click", () => {
      const results = questions.map(question => [question, judge(question)]);
      const right = results.filter(([, isRight]) => isRight).length;
      line.textContent = `${right} of ${questions.length} right.`;
      const pages = new Map(results.filter(([question, isRight]) => !isRight && question.dataset.chapter)
        .map(([question]) => [question.dataset.chapter, question]));
      const again = element("ul", "again", "");
      for (const page of [...pages.keys()].sort()) {
        const link = element("a", "", page.replace(/\.html$/, "").replaceAll("-", " "));
        link.href = page;
        const item = document.createElement("li");
        item.append("Read again: ", link);
        again.append(item);
      }
      line.append(again);
      for (const question of questions) {
        question.classList.add("judged");
      }
    });
    questions[questions.length - 1].after(button, line);
    return;
  }

  function progress() {
    const answers = kept();
    const answered = questions.filter(question => question.id in answers);
    const right = answered.filter(question => answers[question.id]).length;
    line.textContent = `On this page: ${answered.length} of ${questions.length} questions answered, ${right} right.`;
  }
  for (const question of questions) {
    const isRight = kept()[question.id];
    if (isRight !== undefined) {
      question.dataset.answered = isRight ? "right" : "wrong";
      question.querySelector(".verdict").textContent =
        isRight ? "✓ Your last answer was right." : "✗ Your last answer was not quite right.";
    }
  }
  document.querySelector("main").append(line);
  progress();
})();
