// Every screen, wide and narrow, light and dark: no barrier, no error, nothing that sticks out.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { barriers, dark, go, overflow, shoot, signedIn } from './browser.mjs';

const SCREENS = {
  overview: '/',
  segments: '/segments',
  segment: '/segments/vip',
  'segment-members': '/segments/vip?tab=members',
  'segment-definition': '/segments/vip?tab=definition',
  'segment-versions': '/segments/vip?tab=versions',
  'segment-new': '/segments/new',
  'segment-edit': '/segments/newsletter-audience/edit',
  'segment-yaml': '/segments/lapsed/edit?tab=yaml',
  insights: '/insights',
  'insights-table': '/insights?events-view=table',
  'insights-identity': '/insights?tab=identity',
  'insights-quality': '/insights?tab=quality',
  'insights-segments': '/insights?tab=segments',
  'insights-behaviour': '/insights?tab=behaviour',
  'insights-destinations': '/insights?tab=destinations',
};

const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 320, height: 720 } };

for (const [size, viewport] of Object.entries(SIZES)) {
  describe(size, () => {
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
        assert.deepEqual(await barriers(page), []);
        assert.deepEqual(page.troubles, []);
      });
    }
  });
}
