// The file server hands out the folder and nothing else.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { serve } from '../../tools/serve.mjs';

/// A request whose path is sent as it stands: fetch would tidy it up.
function raw(port, target, method = 'GET') {
  return new Promise((done, fail) => {
    request({ host: '127.0.0.1', port, path: target, method }, (response) => {
      let body = '';
      response.on('data', (data) => { body += data; });
      response.on('end', () => done({ status: response.statusCode, type: response.headers['content-type'], body }));
    }).on('error', fail).end();
  });
}

test('files, types, folders, and nothing outside', async (t) => {
  const base = mkdtempSync(path.join(tmpdir(), 'serve-'));
  t.after(() => rmSync(base, { recursive: true }));
  const root = path.join(base, 'root');
  mkdirSync(path.join(root, '表'), { recursive: true });
  mkdirSync(path.join(base, 'root-2'));
  for (const [file, text] of [['root/index.html', 'home'], ['root/a.wasm', 'w'], ['root/表/index.html', 'inner'],
    ['secret', 'no'], ['root-2/secret', 'no']]) writeFileSync(path.join(base, file), text);
  symlinkSync(path.join(base, 'secret'), path.join(root, 'link'));
  const site = await serve({ root });
  t.after(() => site.close());

  const get = (target, method) => raw(site.port, target, method);
  assert.deepEqual(await get('/'), { status: 200, type: 'text/html; charset=utf-8', body: 'home' });
  assert.equal((await get('/a.wasm?x#y')).type, 'application/wasm');
  assert.equal((await get(`/${encodeURIComponent('表')}/`)).body, 'inner');
  assert.deepEqual(await get('/', 'HEAD'), { status: 200, type: 'text/html; charset=utf-8', body: '' });
  assert.equal((await get('/', 'POST')).status, 405);
  for (const target of ['/../secret', '/%2e%2e/secret', '/..%2fsecret', '/..%5csecret', '/../root-2/secret', '/link', '/none', '/a.wasm/', '/%', '/%00', '//etc/passwd']) {
    const { status, body } = await get(target);
    assert.ok(status === 404 || status === 400, `${target}: ${status} ${body}`);
  }
});

test('a port in use gives way to the next', async (t) => {
  const first = await serve({ root: tmpdir() });
  t.after(() => first.close());
  const second = await serve({ root: tmpdir(), port: first.port, next: true });
  t.after(() => second.close());
  assert.notEqual(second.port, first.port);
  await assert.rejects(serve({ root: tmpdir(), port: first.port }), { code: 'EADDRINUSE' });
});
