/** A round's answer, put together as text. */
import { kinds, type Rejection, type SyncResponse } from '../../lib/wire.ts';

export interface Status {
  epoch: string;
  head: number;
  revoked_at: number | null;
  /** Whether the device knows this history; nothing was taken where not. */
  accepted: 0 | 1;
}

export interface Stale {
  kind: (typeof kinds)[number];
  id: string;
  seq: number;
}

/** A row a kind, its deltas joined by commas; and one named `page` that tells where it ends and what is left over. */
export interface PagePart {
  kind: string;
  deltas: string | null;
  last_seq: number | null;
  left_over: number | null;
}

interface Round {
  cursor: number;
  status: Status;
  page: PagePart[];
  stale: Stale[];
  rejected: Rejection[];
  now: number;
}

type Envelope = Omit<SyncResponse, 'plans' | 'sessions' | 'cards' | 'conflicts'>;

export function roundAnswer({ cursor, status, page, stale, rejected, now }: Round): string {
  const end = page.find((part) => part.kind === 'page');
  const more = (end?.left_over ?? 0) > 0;
  const reached = more ? (end?.last_seq ?? cursor) : status.head;
  // An offer lost to a version below the device's cursor, so its home is older than its cursor says. Going back to
  // before that version brings it again; otherwise the two sides would differ for good.
  const missed = Math.min(...stale.filter(({ seq }) => seq <= cursor).map(({ seq }) => seq - 1));
  const envelope: Envelope = {
    epoch: status.epoch,
    cursor: Math.min(reached, missed),
    more: more || missed < reached,
    reset: false,
    server_time: now,
    stale: stale.map(({ kind, id }) => ({ kind, id })),
    rejected,
  };
  return withDeltas(envelope, (kind) => page.find((part) => part.kind === kind)?.deltas ?? '');
}

/** The device knows another history than this one: it starts from 0 and offers all that it has. */
export function resetAnswer(status: Status, now: number): string {
  const envelope: Envelope = {
    epoch: status.epoch,
    cursor: 0,
    more: true,
    reset: true,
    server_time: now,
    stale: [],
    rejected: [],
  };
  return withDeltas(envelope, () => '');
}

function withDeltas(envelope: Envelope, deltas: (kind: string) => string): string {
  const parts = [...kinds, 'conflicts'].map((kind) => `,"${kind}":[${deltas(kind)}]`);
  return `${JSON.stringify(envelope).slice(0, -1)}${parts.join('')}}`;
}
