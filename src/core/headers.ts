/** A name as HTTP takes it (RFC 9110, a token). */
export const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Whether a text is the name of an HTTP header. */
export function isHeaderName(text: string): boolean {
  return HEADER_NAME.test(text);
}
