// Every screen shows its first data within a second of being gone to, script and all.
import assert from 'node:assert/strict';
import { availableParallelism, loadavg } from 'node:os';
import { after, before, test } from 'node:test';
import { pace, signedIn } from './browser.mjs';
import { SCREENS } from './screens.mjs';

const MOST = 1000;
/** Something else may be at work on the machine for a moment. */
const TRIES = 3;
/** Where twice as much wants to run as can, times say nothing about a screen. */
const isCrowded = () => loadavg()[0] > 2 * availableParallelism();

let page;
before(async () => {
  page = await signedIn();
});
after(() => page?.context().browser().close());

for (const [name, path] of Object.entries(SCREENS)) {
  test(name, async (context) => {
    const took = [];
    while (took.length < TRIES && !(Math.min(...took) < MOST)) {
      took.push(Math.round(await pace(page, path)));
    }
    context.diagnostic(`${took.join(', ')} ms`);
    if (Math.min(...took) >= MOST && isCrowded()) {
      context.skip('not judged: the machine has more to do than it can');
      return;
    }
    assert.ok(Math.min(...took) < MOST, `${took.join(', ')} ms; at most ${MOST} are allowed`);
  });
}
