import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';

test('migrations apply', async () => {
  await env.DB.prepare(
    'insert into sessions(user_id,id,data,updated_at,device_id,seq) values(\'u\',\'1\',\'{"plan_id":"p","day":"2026-12-31","minutes":5,"started_at":5}\',1,\'d\',1)',
  ).run();
  expect((await env.DB.prepare('select * from day_totals').all()).results).toEqual([
    { user_id: 'u', day: '2026-12-31', plan_id: 'p', minutes: 5, sessions: 1 },
  ]);
  expect(
    (await env.DB.prepare('select year, length(days) n, instr(days, 1) at from active_days').all())
      .results,
  ).toEqual([{ year: '2026', n: 366, at: 365 }]);
});
