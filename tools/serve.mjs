#!/usr/bin/env node
// Serves a folder of files over http, for trying the built app and for its browser tests. The app must run
// under any plain file server, so this one adds nothing: right types, no listing, nothing outside the folder.
//   tools/serve.mjs [--root dist] [--port 8080]
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/// The file that a request path means, or the status to answer instead.
async function find(root, url) {
  let wanted;
  try {
    wanted = decodeURIComponent(url.split(/[?#]/, 1)[0]);
  } catch {
    return 400;
  }
  if (!wanted.startsWith('/') || /[\\\0]/.test(wanted)) return 400;
  try {
    let file = await realpath(path.join(root, wanted)); // follows links, so that they cannot lead outside
    const inside = file === root || file.startsWith(root + path.sep);
    if (!inside) return 404;
    let info = await stat(file);
    if (info.isDirectory()) {
      if (!wanted.endsWith('/')) return 404;
      file = await realpath(path.join(file, 'index.html'));
      if (!file.startsWith(root + path.sep)) return 404;
      info = await stat(file);
    }
    return info.isFile() ? { file, size: info.size } : 404;
  } catch {
    return 404;
  }
}

/// Starts a server. `port` 0 takes any free one; with `next` a port in use gives way to the next. `types`
/// replaces content types and `hide` (file -> bool) makes files missing: for tests of badly set up servers.
export async function serve({ root = 'dist', port = 0, next = false, types = {}, hide = () => false } = {}) {
  const base = await realpath(root);
  const known = { ...TYPES, ...types };
  const server = createServer(async (request, response) => {
    const end = (status, headers = {}) => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
      response.end(request.method === 'HEAD' ? undefined : `${status}\n`);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(405, { allow: 'GET, HEAD' });
    let found = await find(base, request.url);
    if (typeof found === 'object' && hide(found.file)) found = 404;
    if (typeof found === 'number') return end(found);
    response.writeHead(200, {
      'content-type': known[path.extname(found.file).toLowerCase()] ?? 'application/octet-stream',
      'content-length': found.size,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    if (request.method === 'HEAD') return response.end();
    createReadStream(found.file).on('error', () => response.destroy()).pipe(response);
  });
  for (let at = port; ; at++) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(at, '127.0.0.1', () => {
          server.removeListener('error', reject);
          resolve();
        });
      });
      break;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || !next || at >= port + 50 || at >= 65535) throw error;
    }
  }
  const address = server.address();
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function main(args) {
  const options = { root: 'dist', port: 8080, next: true };
  while (args.length > 0) {
    const name = args.shift();
    const value = args.shift();
    if (name === '--root' && value) options.root = value;
    else if (name === '--port' && /^\d{1,5}$/.test(value ?? '') && Number(value) < 65536) {
      options.port = Number(value);
      options.next = false;
    } else {
      console.error('usage: tools/serve.mjs [--root FOLDER] [--port PORT]');
      process.exit(2);
    }
  }
  try {
    const { url } = await serve(options);
    console.log(`\n  Open   ${url}         an empty desk`);
    console.log(`         ${url}#sample  with the sample report`);
    console.log('\n  Stop with Ctrl+C.');
  } catch (error) {
    const reasons = {
      EADDRINUSE: `port ${options.port} is in use: choose another with --port`,
      EACCES: `port ${options.port} is not allowed: choose one above 1023 with --port`,
      ENOENT: `no folder ${options.root}: build first (tools/run)`,
    };
    console.error(`error: ${reasons[error.code] ?? error.message}`);
    process.exit(1);
  }
}

if (process.argv[1] && (await realpath(process.argv[1])) === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2));
}
