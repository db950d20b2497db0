/**
 * What was read works without a connection: pages, what they load and, once it was used, Python.
 *
 * Each release has a cache of its own, and nothing of another release is in it: a page that is kept finds its scripts
 * kept too, and no others. A new release fills its cache first, with the pages that the old one had. It takes over when
 * no tab of the old one is left, for such a tab may yet want its files.
 *
 * What it costs, compressed: 28 kB that the page had not loaded itself; with a page of a module the rest of the module,
 * 0.3 MB; with Python, which is 5.3 MB, every calculator, 0.7 MB. Who only looks at a calculator loads the 28 kB.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
const ROOT = worker.registration.scope
const OURS = `rt-offline ${ROOT} ` // other sites may have the same host, and so the same storage
const CACHE = OURS + RELEASE
const MARK = `name="rt-release" content="${RELEASE}"`
const AWAY = '503.html'

const PATIENCE = 3_000 // ms that a page may take to begin, where an older copy is at hand
const MOST = 200 // pages that go from one release to the next
const MODULE = /^tracks\/[^/]+\/[^/]+\//
const CALCULATORS = ['calculators/', 'decide/']
/** A name that changes with what is in the file. */
const FIXED = /^(?:assets|stylesheets)\/.*[.-][0-9a-f]{8,}[./]/
const PAGE = /(?:^|\/|\.html)$/

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('message', (event) => event.waitUntil(wanted(event.data)))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  // A HEAD asks what the server has, see client.mjs; and a part of a file is no file.
  if (request.method !== 'GET' || !request.url.startsWith(ROOT) || request.headers.has('range')) return
  const path = pathOf(request.url)
  event.respondWith(FIXED.test(path) ? fixed(event, path) : fresh(event, path))
})

/** All of a release before any of it is used: what is missing now is fetched at the next attempt. */
async function install() {
  const cache = await caches.open(CACHE)
  const before = await older()
  const had = (await Promise.all(before.map(paths))).flat()
  await inherit(cache)
  await Promise.all(FILES.map((path) => take(path, true)))
  if (saving()) return
  if (had.some((path) => path.endsWith('.wasm'))) for (const path of PYTHON) await take(path, true)
  for (const path of had.filter((each) => PAGE.test(each)).slice(-MOST)) await take(path)
}

async function activate() {
  await inherit(await caches.open(CACHE)) // what was fetched while this one waited
  for (const name of await older()) await caches.delete(name)
  await worker.clients.claim() // the first visit: from here on what the page fetches is kept
}

/**
 * Keep the pages among what a tab has *fetched* so far, as it could before there was a worker; *python* says that it
 * has started, and so is in the browser's own cache.
 *
 * @param {{ python: boolean, fetched: string[] }} message
 */
async function wanted({ python, fetched }) {
  const pages = fetched.filter((url) => url.startsWith(ROOT) && PAGE.test(pathOf(url))).map(pathOf)
  try {
    // The reader removed the copy, and has opened a page since.
    if (!(await caches.has(CACHE))) await install()
    for (const path of pages) await take(path)
    for (const path of pages) await whole(MODULE.exec(path)?.[0])
    if (python) {
      for (const path of PYTHON) await take(path)
      for (const folder of CALCULATORS) await whole(folder)
    }
  } catch {
    // no connection, or no room: what is there is kept, and the next page asks again
  }
  for (const each of await worker.clients.matchAll()) each.postMessage('kept')
}

/**
 * A file whose name says what is in it is never asked for twice.
 *
 * @param {FetchEvent} event
 * @param {string} path
 */
async function fixed(event, path) {
  const found = await caches.match(ROOT + path, { ignoreVary: true })
  if (found) return found
  const response = await fetch(event.request)
  event.waitUntil(store(path, response.clone()))
  return response
}

/**
 * A page, or another file that changes under its name: as the site has it now, or else as it was kept.
 *
 * @param {FetchEvent} event
 * @param {string} path
 */
async function fresh(event, path) {
  const { request } = event
  // The browser's own cache would have the page of the release before for ten minutes, whose files may be gone.
  const network = fetch(new Request(request, { cache: request.cache === 'default' ? 'no-cache' : request.cache }))
  const stored = network.then((response) => store(path, response.clone()))
  event.waitUntil(stored.then(() => (PAGE.test(path) ? whole(MODULE.exec(path)?.[0]) : undefined)).catch(() => {}))
  const kept = await lookup(path)
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE))
  const found = await (kept ? Promise.race([network, late]) : network).catch(() => undefined)
  if (found instanceof Response && !(kept && found.status >= 500)) return found
  if (kept) return kept
  const away = PAGE.test(path) ? await lookup(AWAY) : undefined
  if (!away) return Response.error()
  // Instant navigation shows only an answer that went well; after another it cannot follow a link with a #.
  return new Response(away.body, { status: request.mode === 'navigate' ? 503 : 200, headers: away.headers })
}

/**
 * The pages under *folder* that are not kept yet, one after the other, and after all else that the browser has to load.
 *
 * @param {string} [folder]
 */
async function whole(folder) {
  if (!folder || saving()) return
  const sitemap = await (await lookup('sitemap.xml'))?.text()
  for (const [, address = ''] of sitemap?.matchAll(/<loc>(.*?)<\/loc>/g) ?? []) {
    if (address.startsWith(ROOT + folder)) await take(pathOf(address))
  }
}

/**
 * Have a file in the copy.
 *
 * @param {string} path
 * @param {boolean} [must] whether a release without it is none
 */
async function take(path, must = false) {
  const kept = await lookup(path)
  if (kept && (FIXED.test(path) || PAGE.test(path))) return
  const response = await fetch(ROOT + path, { cache: FIXED.test(path) ? 'default' : 'no-cache', priority: 'low' })
  if (!(await store(path, response)) && must) throw new Error(`${path} is not there, or not of this release`)
}

/**
 * Put an answer into the cache, if it is one, and if a page is of this release. Where there is no room it is not kept,
 * nor where the reader removed the copy while this was under way.
 *
 * @param {string} path
 * @param {Response} response
 */
async function store(path, response) {
  if (!response.ok || response.redirected || response.type !== 'basic') return false
  if (PAGE.test(path) && !(await response.clone().text()).includes(MARK)) return false
  if (!(await caches.has(CACHE))) return false
  const cache = await caches.open(CACHE)
  return cache.put(ROOT + path, response).then(
    () => true,
    () => false
  )
}

/**
 * Files of this release that a cache of another has: most of Python does not change for months.
 *
 * @param {Cache} cache
 */
async function inherit(cache) {
  for (const path of [...FILES, ...PYTHON].filter((each) => FIXED.test(each))) {
    const [here, there] = await Promise.all([cache.match(ROOT + path), caches.match(ROOT + path, { ignoreVary: true })])
    if (!here && there) await cache.put(ROOT + path, there)
  }
}

/** @param {string} path */
function lookup(path) {
  return caches.match(ROOT + path, { cacheName: CACHE, ignoreVary: true })
}

async function older() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE)
}

/** @param {string} name of a cache */
async function paths(name) {
  return (await (await caches.open(name)).keys()).map(({ url }) => pathOf(url))
}

/** Whether the reader's connection asks to save data. */
function saving() {
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator)
  return connection?.saveData === true
}

/**
 * From the site's root, without what a search or a link adds.
 *
 * @param {string} url
 */
function pathOf(url) {
  return url.slice(ROOT.length).replace(/[?#].*/, '')
}
