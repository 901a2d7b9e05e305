from tests.crawler.conftest import document, fresh, place

__all__ = ["document", "fresh", "place"]
