/** Vite turns the picture into a data: URL. */
declare module '*.png?inline' {
  const dataUrl: string;
  export default dataUrl;
}
