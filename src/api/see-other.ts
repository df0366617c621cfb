/** The answer to a form: back to a page by GET, so that reloading it sends nothing again. */
export function seeOther(
  location: string,
  cookies: readonly string[] = [],
  others: Record<string, string> = {},
): Response {
  const headers = new Headers({ location, ...others });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
