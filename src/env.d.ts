declare namespace App {
  interface Locals {
    /** What may still be read of learners' texts for this page. */
    markdown: import('./lib/text/markdown/budget.ts').Budget;
    requestId: string;
    /** Whether the request was counted; the 500 page is part of one that was. */
    counted: boolean;
    /** Who asks, by a verified token. */
    identity: import('./api/auth/identity.ts').Identity | null;
    /** Why a token that was sent is not accepted. */
    refusal: import('./lib/errors.ts').SamediError | null;
    /** What the request has asked of D1 so far. */
    cost: import('./api/metering.ts').Cost;
  }
}

/** True in the build for local use, which alone contains the development mailbox. */
declare const __LOCAL_BUILD__: boolean;
