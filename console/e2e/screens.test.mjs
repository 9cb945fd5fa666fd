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
  'segment-new': '/new/segments',
  'segment-edit': '/segments/newsletter-audience/edit',
  'segment-yaml': '/segments/lapsed/edit?tab=yaml',
  insights: '/insights',
  'insights-table': '/insights?events-view=table',
  'insights-identity': '/insights?tab=identity',
  'insights-quality': '/insights?tab=quality',
  'insights-freshness': '/insights?tab=freshness',
  'insights-segments': '/insights?tab=segments',
  'insights-behaviour': '/insights?tab=behaviour',
  'insights-destinations': '/insights?tab=destinations',
  sources: '/sources',
  'source-new': '/new/sources',
  source: '/sources/crm.customers',
  syncs: '/syncs',
  sync: '/syncs/newsletter',
  'sync-records': '/syncs/newsletter?tab=records',
  routes: '/routes',
  'routes-list': '/routes?tab=list',
  route: '/routes/source.crm.customers',
  start: '/start',
  settings: '/settings',
  definitions: '/settings?tab=definitions',
  definition: '/settings/mappings/crm-customer',
  connections: '/settings?tab=connections',
  alerts: '/settings?tab=alerts',
  secrets: '/settings?tab=secrets',
  keys: '/settings?tab=keys',
  profiles: '/profiles',
  'profiles-narrowed': '/profiles?trait=city&how=prefix&is=K',
  'profile-traits': '/profiles/50',
  'profile-identity': '/profiles/50?tab=identity',
  'profile-timeline': '/profiles/50?tab=timeline',
  'profile-segments': '/profiles/50?tab=segments&segment=lapsed',
  'profile-consents': '/profiles/50?tab=consents',
  'profile-syncs': '/profiles/50?tab=syncs',
  'profile-raw': '/profiles/50?tab=raw',
  identity: '/identity',
  'identity-rules': '/identity?tab=rules',
  'dead-letters': '/dead-letters',
  'dead-letters-group': '/dead-letters?name=crm.customers&code=FIELD_INVALID',
  'dead-letter': '/dead-letters/1',
  privacy: '/privacy',
  audit: '/audit',
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
