/* What goes wrong in the guide's C messenger, and how it is mended. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

int main(void)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(12345),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int receiver = socket(AF_INET, SOCK_DGRAM, 0);
    int sender = socket(AF_INET, SOCK_DGRAM, 0);
    if (bind(receiver, (struct sockaddr *)&address, sizeof address) != 0) {
        perror("bind");
        return 1;
    }
    /* One more than is received: there is a zero at the end, for %s. */
    char buffer[10 + 1] = "";
    const char *texts[] = { "ABCDEFGHIJ", "MSG" };
    for (int i = 0; i < 2; i++) {
        sendto(sender, texts[i], strlen(texts[i]), 0,
               (struct sockaddr *)&address, sizeof address);
        ssize_t len = recv(receiver, buffer, 10, 0);
        if (len < 0) {
            perror("recv");
            return 1;
        }
        printf("up to the zero:   %s\n", buffer);
        printf("up to the length: %.*s\n", (int)len, buffer);
    }
    return 0;
}
