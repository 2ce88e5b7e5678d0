/** Vite turns an imported stylesheet into a linked one; the import itself has no value. */
declare module '*.css';
