# What differs from run to run, as rules of `sed -E`: before what a program printed is compared
# with what the book shows, both go through them. All else has to be the same to the letter.

# Port IDs, which the kernel chooses.
s/nlmsg_pid:? [0-9]+/nlmsg_pid PORT/
s/^( *Netlink header:  .* )[0-9]+$/\1PORT/
s/^Received datagram from [0-9]+$/Received datagram from PORT/
# What cargo says of its own work.
/^ +(Compiling|Finished|Running) /d
# Where a buffer is in memory.
s/0x7ff[0-9a-f]{9}/ADDRESS/g
# The UDP port that the kernel gives to a sender; that of a receiver is 12345.
/12345/!s/htons\([0-9]+\)/htons(PORT)/
/12345/!s/^( +2  )[0-9a-f]{2} [0-9a-f]{2}( +sin6?_port +)[0-9]+,/\1PO RT\2PORT,/
s/^(Received datagram from  [^,]+, )[0-9]+/\1PORT/
# Identification numbers of IP packets: a few milliseconds count.
s/^without a pause: [0-9]( [0-9]){3}$/without a pause: few/
s/^after half a second: [0-9]{1,3}$/after half a second: more/
# How much fits into a receive buffer.
s/[0-9]+ of 1000 notifications/N of 1000 notifications/
s/received [0-9]+; SO_RXQ_OVFL: [0-9]+/received N; SO_RXQ_OVFL: M/
# The kernel counts its announcements of devices since it started.
s/SEQNUM=[0-9]+/SEQNUM=N/
# How much memory the kernel uses for a message.
s/takes [0-9]+ of the buffer/takes N of the buffer/
s/SO_RCVBUF 1073741824 gives [0-9]+/SO_RCVBUF 1073741824 gives MORE/
# Linux 6.18 has a wrong number for this command of the controller.
s/^command (0|10), dump: policy 1$/command 10, dump: policy 1/
# What `trace` prints first is the process ID; the sequence numbers of `ip` are the time, those of YNL random.
s/^[0-9]+ ([0-9]+ (->|<-) )/PID \1/
s/, seq [0-9]{9,}/, seq TIME/
s/(NLM_F_CREATE|NLM_F_CAPPED), seq [0-9]{1,5}(,|$)/\1, seq RANDOM\2/
