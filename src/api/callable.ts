import { type DeviceContext, requireDevice, type VisitorContext } from './context.ts';

/** A verb, and who may ask: a stranger, too, or a signed-in device alone, whose identity the verb then has. */
export type Callable<Input, Output> =
  | { access: 'device'; verb: (ctx: DeviceContext, input: Input) => Promise<Output> }
  | { access: 'anyone'; verb: (ctx: VisitorContext, input: Input) => Promise<Output> };

/** Throws `not_signed_in` where a stranger asks what only a device may. */
export function callVerb<Input, Output>(
  { access, verb }: Callable<Input, Output>,
  ctx: VisitorContext,
  input: Input,
): Promise<Output> {
  if (access === 'anyone') return verb(ctx, input);
  requireDevice(ctx);
  return verb(ctx, input);
}
