// The built app, served for a scenario on a port of its own. Scenarios run against what `trunk build --release`
// made, never against a special build.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/serve.mjs';

export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/// Starts the server; `types` and `hide` as in tools/serve.mjs.
export function startSite(options = {}) {
  if (!existsSync(path.join(DIST, 'index.html'))) throw new Error('no dist/index.html: run trunk build --release --offline first');
  return serve({ root: DIST, ...options });
}
