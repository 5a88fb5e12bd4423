import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    sock.bind(("127.0.0.1", 12345))
    data, address = sock.recvfrom(1024)
    print("Received datagram from ", address)
    print("Datagram content: ", data)
