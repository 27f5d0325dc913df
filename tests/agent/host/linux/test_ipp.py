"""As much of IPP as asking CUPS takes; the bytes are those of CUPS 2.4.2."""

import socket
from contextlib import contextmanager
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.host import HostError, PartMissing
from agent.host.linux.ipp import Answer, Ipp, Keyword, Uri, decode, encode
from agent.host.linux.printing import LinuxPrintControl, LinuxPrinting
from agent.host.ports.services import Printer, PrintJob

HEAD = (
    "01470012617474726962757465732d6368617273657400057574662d38"
    "48001b617474726962757465732d6e61747572616c2d6c616e67756167650002656e"
)
ONE_QUEUE = bytes.fromhex(
    f"0200000000000001{HEAD}0423000d7072696e7465722d737461746500040000000444001570"
    "72696e7465722d73746174652d726561736f6e7300046e6f6e6542000c7072696e7465722d6e61"
    "6d6500044465736b03"
)
NO_QUEUE = bytes.fromhex(
    f"0200040600000001{HEAD}41000e7374617475732d6d65737361676500164e6f206465737469"
    "6e6174696f6e732061646465642e03"
)
JOB = (
    "022100136a6f622d7072696e7465722d75702d74696d6500046b04c0f945000f6a6f622d7072696e"
    "7465722d757269001d6970703a2f2f6c6f63616c686f73742f7072696e746572732f446573{}"
    "21001274696d652d61742d70726f63657373696e670004{}2100066a6f622d6964000400000001"
    "2300096a6f622d737461746500040000000{}2100196a6f622d696d7072657373696f6e732d636f"
    "6d706c65746564000400000003"
)
MADE = "6b21001074696d652d61742d6372656174696f6e00046b04c0f8"
ONE_JOB = bytes.fromhex(
    f"0200000000000001{HEAD}{JOB.format(MADE, '6b04c0f8', 5)}"
    f"{JOB.format(MADE, '6b04c0f8', 9)}03"
)


def test_a_request_is_written_as_the_standard_shows_it():
    """Beginning and form of RFC 8010, appendix A."""
    wanted = {"printer-uri": Uri("ipp://x/"), "limit": 5, "my-jobs": True}
    wanted["requested-attributes"] = (Keyword("job-id"), Keyword("job-state"))

    assert encode(0x000A, wanted) == bytes.fromhex(
        f"0200000a00000001{HEAD}"
        "45000b7072696e7465722d75726900086970703a2f2f782f"
        "2100056c696d6974000400000005"
        "2200076d792d6a6f6273000101"
        "4400147265717565737465642d6174747269627574657300066a6f622d6964"
        "44000000096a6f622d7374617465"
        "03"
    )


def test_an_answer_of_cups_is_read():
    assert decode(ONE_QUEUE) == Answer(
        0,
        (
            {
                "printer-state": [4],
                "printer-state-reasons": ["none"],
                "printer-name": ["Desk"],
            },
        ),
    )


def test_an_attribute_can_have_several_values():
    again = bytes.fromhex("440000000870617573652d6f6e")
    at = ONE_QUEUE.index(b"none") + len(b"none")

    (queue,) = decode(ONE_QUEUE[:at] + again + ONE_QUEUE[at:]).groups

    assert queue["printer-state-reasons"] == ["none", "pause-on"]


def test_an_answer_cut_short_anywhere_is_trouble():
    for length in range(len(ONE_QUEUE)):
        with pytest.raises(HostError):
            decode(ONE_QUEUE[:length])


@given(st.binary())
def test_no_bytes_break_the_reader(data):
    try:
        decode(data)
    except HostError:
        pass


@contextmanager
def service(folder, *answers, status="200 OK"):
    """Answer one HTTP request per connection with these bytes; None says nothing."""
    place, asked = f"{folder}/cups.sock", []

    def serve():
        for answer in answers:
            line, _ = listener.accept()
            with line:
                data = b""
                while not data.endswith(b"\x03"):
                    data += line.recv(65536)
                asked.append(data)
                if answer is None:
                    line.recv(1)
                    continue
                head = f"HTTP/1.1 {status}\r\nContent-Length: {len(answer)}\r\n\r\n"
                line.sendall(head.encode() + answer)

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(place)
        listener.listen()
        thread = Thread(target=serve)
        thread.start()
        try:
            yield place, asked
        finally:
            thread.join(timeout=5)
            assert not thread.is_alive()


def test_queues_are_told(tmp_path):
    with service(tmp_path, ONE_QUEUE) as (place, _):
        assert LinuxPrinting(place).printers() == (Printer("Desk"),)


def test_no_queue_is_an_answer(tmp_path):
    with service(tmp_path, NO_QUEUE) as (place, _):
        assert LinuxPrinting(place).printers() == ()


def test_jobs_are_told_by_the_clock_of_the_print_service_and_done_ones_are_not(
    tmp_path,
):
    with service(tmp_path, ONE_JOB, ONE_JOB) as (place, asked):
        assert LinuxPrinting(place).jobs() == (
            PrintJob(1, "Desk", "processing", 1.0, 1.0, 3),
        )
    assert b"my-jobs\x00\x01\x01" in asked[0]
    assert b"my-jobs\x00\x01\x00" in asked[1]
    assert not any(b"job-name" in one or b"originating" in one for one in asked)


def test_cancelling_says_who_asks_and_asking_does_not(tmp_path):
    with service(tmp_path, ONE_QUEUE, ONE_QUEUE) as (place, asked):
        LinuxPrintControl(place).cancel(7)
        LinuxPrinting(place).printers()

    assert b"ipp://localhost/jobs/7" in asked[0]
    assert b"Authorization: PeerCred " in asked[0]
    assert b"Authorization" not in asked[1]


def test_a_refusal_to_cancel_is_one_of_rights(tmp_path):
    refused = service(tmp_path, b"", status="401 Unauthorized")
    with refused as (place, _), pytest.raises(PermissionError):
        LinuxPrintControl(place).cancel(7)


def test_a_refusal_to_answer_is_trouble(tmp_path):
    refused = service(tmp_path, b"", status="403 Forbidden")
    with refused as (place, _), pytest.raises(HostError, match="refused"):
        LinuxPrinting(place).printers()


def test_silence_ends_in_time(tmp_path):
    with service(tmp_path, None) as (place, _), pytest.raises(HostError, match="time"):
        Ipp(place, "me", 0.1).ask(2, "/", {}, proof=False)


def test_something_else_than_ipp_is_trouble(tmp_path):
    with service(tmp_path, b"<html>") as (place, _), pytest.raises(HostError):
        LinuxPrinting(place).printers()


def test_without_a_socket_there_is_no_print_service(tmp_path):
    with pytest.raises(PartMissing):
        LinuxPrinting(f"{tmp_path}/cups.sock").printers()


def test_a_socket_nobody_listens_at_is_trouble(tmp_path):
    place = f"{tmp_path}/cups.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(place)

    with pytest.raises(HostError):
        LinuxPrinting(place).printers()
