/* The route monitor with the macros of linux/netlink.h and linux/rtnetlink.h. */
#include <arpa/inet.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
    int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = RTMGRP_IPV4_ROUTE};
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        perror("socket or bind");
        return 1;
    }
    puts("listening");
    fflush(stdout);

    /* The macros read structs, so the buffer has to be aligned like one. */
    _Alignas(struct nlmsghdr) char buffer[32768];
    for (;;) {
        ssize_t received = recv(fd, buffer, sizeof buffer, 0);
        if (received < 0) {
            perror("recv");
            return 1;
        }
        /* int, not size_t: NLMSG_NEXT subtracts the padding too, and may go below zero. */
        int left = received;
        for (struct nlmsghdr *message = (struct nlmsghdr *)buffer; NLMSG_OK(message, left);
             message = NLMSG_NEXT(message, left)) {
            if (message->nlmsg_type != RTM_NEWROUTE && message->nlmsg_type != RTM_DELROUTE)
                continue;
            struct rtmsg *route = NLMSG_DATA(message);
            int length = RTM_PAYLOAD(message);
            for (struct rtattr *attribute = RTM_RTA(route); RTA_OK(attribute, length);
                 attribute = RTA_NEXT(attribute, length)) {
                char text[INET_ADDRSTRLEN];
                if (attribute->rta_type == RTA_DST && RTA_PAYLOAD(attribute) == 4)
                    printf("%s %s/%d\n", message->nlmsg_type == RTM_NEWROUTE ? "new" : "del",
                           inet_ntop(AF_INET, RTA_DATA(attribute), text, sizeof text),
                           route->rtm_dst_len);
            }
            fflush(stdout);
        }
    }
}
