"""News on the channel between processes."""

from uuid import uuid4

from server.kernel.realtime import News


def test_news_comes_back_as_it_left() -> None:
    news = News("events", {"text": "Bore da, Siân", "last_seq": 3}, (uuid4(), uuid4()), (uuid4(),), uuid4())
    assert News.unpacked(news.packed("here")) == ("here", news)


def test_a_process_knows_its_own_news_by_the_first_bytes() -> None:
    origin = str(uuid4())
    assert News("typing", {}).packed(origin).startswith(f'["{origin}"'.encode())
    assert not News("typing", {}).packed(str(uuid4())).startswith(f'["{origin}"'.encode())
