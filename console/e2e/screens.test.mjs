// Every screen, wide and narrow, light and dark: no barrier, no error, nothing that sticks out.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { barriers, COLOURS, dark, go, overflow, shoot, signedIn } from './browser.mjs';
import { SCREENS } from './screens.mjs';

const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 320, height: 720 } };

describe('screens', { concurrency: Object.keys(SIZES).length }, () => {
  for (const [size, viewport] of Object.entries(SIZES)) {
    describe(size, { concurrency: false }, () => {
      let page;
      before(async () => {
        page = await signedIn(viewport);
      });
      after(() => page?.context().browser().close());

      for (const [name, path] of Object.entries(SCREENS)) {
        test(name, async () => {
          page.troubles.length = 0;
          await go(page, path);
          await shoot(page, `${name}-${size}-light`);
          assert.deepEqual(await barriers(page), []);
          assert.ok((await overflow(page)) <= 0, 'something sticks out at the side');
          await dark(page, true);
          await shoot(page, `${name}-${size}-dark`);
          assert.deepEqual(await barriers(page, COLOURS), []);
          assert.deepEqual(page.troubles, []);
        });
      }
    });
  }
});
