reduce inputs as $event ({};
  if $event.event == "sync" then
    .
  elif $event.event == "del" then
    del(.[$event.key])
  else
    .[$event.key] = $event.message
  end
)
