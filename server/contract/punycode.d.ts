/** The two functions of punycode.js (RFC 3492) that are used; the package ships no types. */
declare module 'punycode.js' {
  const punycode: {
    encode(label: string): string;
    decode(encoded: string): string;
  };
  export default punycode;
}
