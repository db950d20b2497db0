"""The worker, which no content security policy binds: once Python runs, it has no way out."""

from __future__ import annotations

from test_calculator import QUEUES, settled

REACH = """() => ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'WebTransport', 'EventSource', 'FontFace',
  'importScripts', 'Worker', 'caches', 'indexedDB'].filter((name) => name in globalThis)"""


def test_the_worker_cannot_reach_the_network_once_it_answers(visit):
    page = visit.go(QUEUES)
    page.get_by_label("Events", exact=True).fill("300")
    settled(page)
    (worker,) = [each for each in page.workers if each.url.endswith("/worker.mjs")]
    assert worker.evaluate(REACH) == []
