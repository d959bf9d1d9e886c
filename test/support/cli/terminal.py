# A pseudo terminal for a program: JSON lines on stdin are typed, or change its size; the program's output is passed through.
import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios

pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])

rest = b""
while True:
    ready, _, _ = select.select([terminal, 0], [], [])
    if terminal in ready:
        try:
            output = os.read(terminal, 65536)
        except OSError:
            output = b""
        if not output:
            break
        os.write(1, output)
    if 0 in ready:
        typed = os.read(0, 65536)
        if not typed:
            break
        *lines, rest = (rest + typed).split(b"\n")
        for line in lines:
            order = json.loads(line)
            if "type" in order:
                os.write(terminal, order["type"].encode())
            if "size" in order:
                fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *order["size"], 0, 0))
os.close(terminal)
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)
