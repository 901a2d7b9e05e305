"""Everything that a browser keeps for the app, as one text to look for words in."""

from tests.e2e.phone import Phone

EVERYTHING = """async () => {
  const told = value => {
    if (value instanceof ArrayBuffer) return new TextDecoder('utf-8', {fatal: false}).decode(value);
    if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
    if (value instanceof Map || value instanceof Set) return [...value].map(told).join('|');
    if (value && typeof value === 'object') return Object.entries(value).map(([k, v]) => `${k}=${told(v)}`).join('|');
    return String(value);
  };
  const asked = request => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const found = [told({...localStorage}), told({...sessionStorage})];
  for (const {name} of await indexedDB.databases()) {
    const db = await asked(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const objects = db.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([asked(objects.getAllKeys()), asked(objects.getAll())]);
      found.push(`${name}/${store}`, told(keys), told(values));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const type = (await cache.match(request)).headers.get('content-type') ?? '';
      found.push(request.url);
      if (/json|html|text.plain|octet/.test(type)) found.push(await (await cache.match(request)).text());
    }
  }
  return found.join('\\n');
}"""


def all_that_is_kept(phone: Phone) -> str:
    """localStorage, sessionStorage, every database and every cache of this browser profile."""
    kept: str = phone.page.evaluate(EVERYTHING)
    return kept
