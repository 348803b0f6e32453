// Drives a page of a Chromium of any age (78 and later) by its debugging protocol, so that one scenario can run on
// the oldest engine we promise and on the newest; ready-made drivers follow only the recent ones. Input goes in as
// real mouse and key events. What a page complains about, and every address it asks for, is kept for the scenario.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const APPS = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
const FLAGS = ['--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars',
  '--remote-debugging-port=0'];
const MODIFIERS = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };
const KEYS = { // name: [key code, text]
  Backspace: [8], Tab: [9], Enter: [13, '\r'], Escape: [27], ' ': [32, ' '], PageUp: [33], PageDown: [34], End: [35],
  Home: [36], ArrowLeft: [37], ArrowUp: [38], ArrowRight: [39], ArrowDown: [40], Insert: [45], Delete: [46],
  ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`F${i + 1}`, [112 + i]])),
};

/// The browser to drive: the variable CHROMIUM, or one of the usual names.
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const places = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const found = [...NAMES.flatMap((name) => places.map((place) => join(place, name))), ...APPS].find((file) => existsSync(file));
  if (!found) throw new Error('no Chromium found: install one (tools/setup --browser) or name it in the variable CHROMIUM');
  return found;
}

async function poll(probe, timeout, pause = 40) {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await probe();
    if (value || Date.now() > end) return value;
    await sleep(pause);
  }
}

/// One socket to the browser; sessions of pages run through it side by side.
class Connection {
  #socket;
  #last = 0;
  #waiting = new Map();
  listeners = new Map(); // session id -> (method, params) => void

  static open(url) {
    return new Promise((done, fail) => {
      const connection = new Connection();
      connection.#socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 512 << 20 });
      connection.#socket.on('open', () => done(connection));
      connection.#socket.on('error', fail);
      connection.#socket.on('message', (data) => connection.#receive(JSON.parse(data)));
      connection.#socket.on('close', () => {
        for (const { fail: reject, method } of connection.#waiting.values()) reject(new Error(`${method}: the browser is gone`));
        connection.#waiting.clear();
      });
    });
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.#last;
    return new Promise((done, fail) => {
      if (this.#socket.readyState !== WebSocket.OPEN) return fail(new Error(`${method}: the browser is gone`));
      this.#waiting.set(id, { done, fail, method });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  #receive(message) {
    if (!message.id) return this.listeners.get(message.sessionId)?.(message.method, message.params);
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.fail(new Error(`${waiting.method}: ${message.error.message}`));
    else waiting?.done(message.result);
  }

  close() {
    this.#socket.terminate();
  }
}

/// Starts a headless browser with a profile of its own, which goes away with it.
export async function launch({ chromium = findChromium(), args = [], timeout = 30_000 } = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'page-driver-'));
  const downloads = join(profile, 'downloads');
  mkdirSync(downloads);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []; // Chromium's own does not work for root
  const extra = (process.env.CHROMIUM_ARGS ?? '').split(' ').filter(Boolean); // e.g. --no-sandbox, in some containers
  const child = spawn(chromium, [...FLAGS, ...sandbox, `--user-data-dir=${profile}`, ...extra, ...args, 'about:blank'],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  let over = '';
  child.stderr.on('data', (data) => { said = (said + data).slice(-20_000); });
  child.on('error', (error) => { over = String(error); });
  child.on('exit', (code, signal) => { over ||= `it ended (${code ?? signal})`; });

  let connection;
  const end = () => {
    process.off('exit', end);
    connection?.close();
    try { process.kill(-child.pid, 'SIGKILL'); } catch { /* gone already */ }
    try { rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }); } catch { /* the system's business */ }
  };
  process.on('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

  try {
    const port = join(profile, 'DevToolsActivePort');
    const address = await poll(() => {
      if (over) throw new Error(`${chromium} did not start: ${over}\n${said}`);
      const [number, path] = existsSync(port) ? readFileSync(port, 'utf8').split('\n') : [];
      return path ? `ws://127.0.0.1:${number}${path}` : /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    }, timeout);
    if (!address) throw new Error(`${chromium} did not open its debugging port within ${timeout} ms\n${said}`);
    connection = await Connection.open(address);
    const { product } = await connection.send('Browser.getVersion');
    return {
      /// Its name and version, and the major version as a number.
      product,
      major: Number(/\/(\d+)/.exec(product)?.[1]),
      newPage: () => Page.open(connection, downloads),
      async close() {
        await Promise.race([connection.send('Browser.close').catch(() => {}), sleep(2000)]);
        await poll(() => over, 2000);
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

class Page {
  /// What went wrong in the page: console errors, uncaught exceptions, blocked and failed requests.
  problems = [];
  /// Every address asked for, in order.
  requests = [];
  /// Messages of alert, confirm, prompt and beforeunload. They are accepted unless `acceptDialogs` is false.
  dialogs = [];
  acceptDialogs = true;
  #connection;
  #session;
  #target;
  #downloads;
  #loaded = new Set();
  #loads = 0;

  static async open(connection, downloads) {
    const page = new Page();
    const { targetId } = await connection.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await connection.send('Target.attachToTarget', { targetId, flatten: true });
    page.#connection = connection;
    page.#session = sessionId;
    page.#target = targetId;
    page.#downloads = downloads;
    // The folder is the browser's: what earlier pages have left in it is not this one's.
    for (const file of readdirSync(downloads)) rmSync(join(downloads, file), { recursive: true, force: true });
    connection.listeners.set(sessionId, (method, params) => page.#event(method, params));
    for (const domain of ['Page', 'Runtime', 'Network', 'Log', 'DOM']) await page.send(`${domain}.enable`);
    await page.send('Page.setLifecycleEventsEnabled', { enabled: true });
    const saving = { behavior: 'allow', downloadPath: downloads };
    await connection.send('Browser.setDownloadBehavior', saving).catch(() => page.send('Page.setDownloadBehavior', saving));
    await page.setViewport(1366, 768);
    return page;
  }

  /// Any call of the protocol, for what the methods below do not cover.
  send(method, params) {
    return this.#connection.send(method, params, this.#session);
  }

  #event(method, params) {
    if (method === 'Network.requestWillBeSent') this.requests.push(params.request.url);
    else if (method === 'Page.lifecycleEvent' && params.name === 'load') this.#loaded.add(params.loaderId);
    else if (method === 'Page.loadEventFired') this.#loads++;
    else if (method === 'Runtime.exceptionThrown') {
      const { exception, text } = params.exceptionDetails;
      this.problems.push(exception?.description ?? `${text} ${exception?.value ?? ''}`);
    } else if (method === 'Runtime.consoleAPICalled' && (params.type === 'error' || params.type === 'assert')) {
      this.problems.push(params.args.map((value) => value.value ?? value.description ?? value.type).join(' '));
    } else if (method === 'Log.entryAdded' && params.entry.level === 'error') {
      this.problems.push(`${params.entry.text} ${params.entry.url ?? ''}`.trim());
    } else if (method === 'Page.javascriptDialogOpening') {
      this.dialogs.push(params.message);
      this.send('Page.handleJavaScriptDialog', { accept: this.acceptDialogs }).catch(() => {});
    }
  }

  async #until(done, timeout, what) {
    if (!(await poll(done, timeout, 10))) throw new Error(`${what} took longer than ${timeout} ms`);
  }

  /// Opens an address and waits for its load event; a change of the part after # alone fires none.
  async goto(url, { timeout = 30_000 } = {}) {
    const { loaderId, errorText } = await this.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    if (loaderId) await this.#until(() => this.#loaded.has(loaderId), timeout, `loading ${url}`);
  }

  async reload({ timeout = 30_000, ignoreCache = false } = {}) {
    const before = this.#loads;
    await this.send('Page.reload', { ignoreCache });
    await this.#until(() => this.#loads > before, timeout, 'reloading');
  }

  /// Runs a function, or an expression in a string, in the page and gives its (awaited) value as plain data.
  async eval(code, ...args) {
    const expression = typeof code === 'function' ? `(${code})(...${JSON.stringify(args)})` : code;
    const { result, exceptionDetails } = await this.send('Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails) {
      const { exception, text } = exceptionDetails;
      throw new Error(`in the page: ${exception?.description ?? exception?.value ?? text}`);
    }
    return result.value;
  }

  /// Waits until a function (or expression) gives something true in the page, and returns it.
  async waitFor(code, { timeout = 10_000, what = String(code), args = [] } = {}) {
    let last = '';
    const value = await poll(async () => {
      try {
        return await this.eval(code, ...args);
      } catch (error) { // the element is not there yet, or the page is just changing
        last = `\n${error.message}`;
        return undefined;
      }
    }, timeout);
    if (!value) throw new Error(`waited ${timeout} ms in vain for: ${what}${last}${this.problems.length ? `\nthe page's problems:\n${this.problems.join('\n')}` : ''}`);
    return value;
  }

  waitForSelector(selector, options = {}) {
    return this.waitFor((wanted) => Boolean(document.querySelector(wanted)), { what: selector, args: [selector], ...options });
  }

  /// The text of an element as it is shown.
  text(selector) {
    return this.eval((wanted) => {
      const element = document.querySelector(wanted);
      if (!element) throw new Error(`no ${wanted}`);
      return element.innerText;
    }, selector);
  }

  /// Scrolls an element into view and gives its centre, once nothing covers it there.
  async #centre(selector, timeout = 5000) {
    const find = (wanted) => {
      const element = document.querySelector(wanted);
      if (!element) throw new Error('it is not in the page');
      element.scrollIntoView({ block: 'center', inline: 'center' });
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) throw new Error('it has no size');
      const at = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      const top = document.elementFromPoint(at.x, at.y);
      const label = top && top.closest('label');
      if (!top || !(element.contains(top) || top.contains(element) || (label && label.control === element))) {
        throw new Error(`it is covered by ${top ? top.outerHTML.slice(0, 120) : 'the edge of the view'}`);
      }
      return at;
    };
    return this.waitFor(find, { timeout, what: `${selector} to be clickable`, args: [selector] });
  }

  #mouse(type, at, rest = {}) {
    return this.send('Input.dispatchMouseEvent', { type, ...at, ...rest });
  }

  /// A real click at the element's centre; `count` 2 is a double click, `modifiers` e.g. ['Shift'].
  async click(selector, { count = 1, modifiers = [], button = 'left', timeout } = {}) {
    const at = await this.#centre(selector, timeout);
    const held = modifiers.reduce((sum, name) => sum | MODIFIERS[name], 0);
    await this.#mouse('mouseMoved', at, { modifiers: held });
    for (let clickCount = 1; clickCount <= count; clickCount++) {
      await this.#mouse('mousePressed', at, { button, buttons: 1, clickCount, modifiers: held });
      await this.#mouse('mouseReleased', at, { button, clickCount, modifiers: held });
    }
  }

  /// Presses on one element, moves to another and lets go.
  async drag(from, to) {
    const start = await this.#centre(from);
    await this.#mouse('mouseMoved', start);
    await this.#mouse('mousePressed', start, { button: 'left', buttons: 1, clickCount: 1 });
    const end = await this.eval((wanted) => {
      const box = document.querySelector(wanted).getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    }, to);
    for (const part of [0.25, 0.5, 0.75, 1]) {
      const at = { x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part };
      await this.#mouse('mouseMoved', at, { button: 'left', buttons: 1 });
    }
    await this.#mouse('mouseReleased', end, { button: 'left', clickCount: 1 });
  }

  /// Types into what has the focus: keys where a keyboard has one for the character, else as an input method commits.
  async type(text) {
    for (const part of text.match(/[\x20-\x7e\n\t]|[^\x20-\x7e\n\t]+/g) ?? []) {
      if (part === '\n') await this.press('Enter');
      else if (part === '\t') await this.press('Tab');
      else if (/^[\x20-\x7e]$/.test(part)) await this.#key(part, 0);
      else await this.send('Input.insertText', { text: part });
    }
  }

  /// A key with its modifiers: 'Enter', 'Control+z', 'Control+Shift+ArrowDown', 'Shift+Tab'.
  async press(combination) {
    const names = combination === '+' ? ['+'] : combination.split(/\+(?!$)/);
    const key = names.pop();
    const modifiers = names.reduce((sum, name) => {
      if (!(name in MODIFIERS)) throw new Error(`unknown modifier ${name} in ${combination}`);
      return sum | MODIFIERS[name];
    }, 0);
    await this.#key(key === 'Space' ? ' ' : key, modifiers);
  }

  async #key(key, modifiers) {
    if (!(key in KEYS) && [...key].length !== 1) throw new Error(`unknown key ${key}`);
    const letter = /^[a-z]$/i.test(key);
    const [code, ownText] = KEYS[key] ?? [letter || /^\d$/.test(key) ? key.toUpperCase().charCodeAt(0) : 0, key];
    const text = modifiers & (MODIFIERS.Control | MODIFIERS.Alt | MODIFIERS.Meta) ? undefined : ownText;
    const event = {
      key: letter && modifiers & MODIFIERS.Shift ? key.toUpperCase() : key,
      code: letter ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key === ' ' ? 'Space' : key,
      windowsVirtualKeyCode: code,
      modifiers,
    };
    await this.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', ...event, text, unmodifiedText: text });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  /// A paste into what has the focus, as a spreadsheet would bring it. False when the page took it over.
  paste({ text = '', html = '' }) {
    return this.eval((plain, markup) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', plain);
      if (markup) clipboardData.setData('text/html', markup);
      return (document.activeElement || document.body).dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text, html);
  }

  /// Gives a file input its file, without the dialog.
  async setFile(selector, ...files) {
    const { root } = await this.send('DOM.getDocument', { depth: 0 });
    const { nodeId } = await this.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    if (!nodeId) throw new Error(`no ${selector}`);
    await this.send('DOM.setFileInputFiles', { nodeId, files: files.map((file) => resolve(file)) });
  }

  /// The path of the next finished download not handed out yet. It goes away with the browser.
  async waitForDownload({ timeout = 15_000 } = {}) {
    const sizes = new Map();
    const name = await poll(() => readdirSync(this.#downloads).find((file) => {
      if (file.endsWith('.crdownload') || file.startsWith('.')) return false;
      const size = statSync(join(this.#downloads, file)).size;
      const settled = sizes.get(file) === size;
      sizes.set(file, size);
      return settled;
    }), timeout, 80);
    if (!name) throw new Error(`no download within ${timeout} ms`);
    // Moved away, since the browser overwrites a file of the same name.
    const folder = mkdtempSync(join(dirname(this.#downloads), 'handed-'));
    renameSync(join(this.#downloads, name), join(folder, name));
    return join(folder, name);
  }

  setViewport(width, height, scale = 1) {
    return this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: false });
  }

  /// A PNG of the view, or, with `full`, of the whole page.
  async screenshot(file, { full = false } = {}) {
    let before;
    if (full) {
      before = await this.eval(() => ({ width: innerWidth, height: innerHeight, scale: devicePixelRatio, all: document.documentElement.scrollHeight }));
      await this.setViewport(before.width, Math.max(before.height, before.all), before.scale);
      await this.eval(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    }
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    if (before) await this.setViewport(before.width, before.height, before.scale);
    const bytes = Buffer.from(data, 'base64');
    if (file) writeFileSync(file, bytes);
    return bytes;
  }

  /// The page as its print dialog would save it.
  async pdf(file, options = {}) {
    const { data } = await this.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true, ...options });
    const bytes = Buffer.from(data, 'base64');
    if (file) writeFileSync(file, bytes);
    return bytes;
  }

  async close() {
    this.#connection.listeners.delete(this.#session);
    await this.#connection.send('Target.closeTarget', { targetId: this.#target });
  }
}
