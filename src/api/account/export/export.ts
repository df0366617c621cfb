/** GET /api/account/export: all that the server holds about a user, as one JSON document, whatever its size. */
import { dayAt } from '../../../lib/time/days.ts';
import { requireRecent } from '../../auth/recent.ts';
import type { DeviceContext } from '../../context.ts';
import { requireSignedIn } from '../../db/owned.ts';
import { logError } from '../../log.ts';
import { cachedKeys } from '../../view-cache.ts';
import { records, signIns, totals, type UserTable } from '../user-tables.ts';
import { readPage, type Walk } from './read-page.ts';

/**
 * A page is read only when the reader asks for more, so memory holds one page of about 1 MB. Every page comes with the
 * check that the device is still signed in. The document ends with `"complete":true`; where something goes wrong on the
 * way, the answer is cut off before it. Throws `sign_in_again`.
 */
export async function exportAccount(ctx: DeviceContext): Promise<Response> {
  const account = await requireSignedIn(ctx);
  requireRecent(ctx, account);
  const user = Object.entries(account).filter(([name]) => !name.startsWith('device_'));
  const day = dayAt(ctx.now(), 0);
  return new Response(streamOf(ctx, parts(ctx, Object.fromEntries(user))), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="samedi-account-${day}.json"`,
      'cache-control': 'no-store',
    },
  });
}

/** The document, in pieces that are put one behind the other. */
async function* parts(ctx: DeviceContext, user: object): AsyncGenerator<string> {
  const head = { format: 'samedi-account', exported_at: ctx.now(), account: user };
  yield JSON.stringify(head).slice(0, -1);
  for (const table of [...signIns, ...records, ...totals]) {
    yield* list(table.name, rowsOf(ctx, table));
  }
  yield* list('files', filesOf(ctx));
  yield* list('kept_views', viewsOf(ctx));
  yield ',"complete":true}\n';
}

/** A member that is an array; `items` come as JSON texts, several with commas between. */
async function* list(name: string, items: AsyncGenerator<string>): AsyncGenerator<string> {
  yield `,"${name}":[`;
  let comma = '';
  for await (const text of items) {
    yield comma + text;
    comma = ',';
  }
  yield ']';
}

async function* rowsOf(ctx: DeviceContext, table: UserTable): AsyncGenerator<string> {
  let walk: Walk = { after: null, more: true };
  while (walk.more) {
    const page = await readPage(ctx, table, walk.after);
    if (page.text !== '') yield page.text;
    walk = page;
  }
}

/** What lies in R2, by name; the files themselves are downloaded one by one. */
async function* filesOf(ctx: DeviceContext): AsyncGenerator<string> {
  const prefix = `${ctx.identity.userId}/`;
  let cursor: string | undefined;
  do {
    const found = await ctx.r2.list({ prefix, ...(cursor && { cursor }) });
    for (const { key, size, uploaded } of found.objects) {
      yield JSON.stringify({ key: key.slice(prefix.length), size, uploaded: uploaded.getTime() });
    }
    cursor = found.truncated ? found.cursor : undefined;
  } while (cursor);
}

/** Pages as they were last made, which are kept for a day. */
async function* viewsOf(ctx: DeviceContext): AsyncGenerator<string> {
  for (const key of await cachedKeys(ctx)) {
    const text = await ctx.kv.get(key);
    if (text !== null) yield text;
  }
}

function streamOf(ctx: DeviceContext, texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { value, done } = await texts.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (cause) {
          logError('export_cut', { request_id: ctx.requestId }, cause);
          controller.error(cause);
        }
      },
      async cancel() {
        await texts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
