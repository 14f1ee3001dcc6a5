/** What peers bring without types. */
declare module '*.css';
declare module '@rails/activestorage' {
  /** https://github.com/rails/rails/tree/main/activestorage#direct-upload-javascript-events */
  export class DirectUpload {
    constructor(file: File, url: string);
    create(callback: (error: Error | null) => void): void;
  }
}
