/** RFC 5322 §3.3. `time` in milliseconds since 1970. */
export function rfc5322Date(time: number): string {
  return new Date(time).toUTCString().replace('GMT', '+0000');
}
