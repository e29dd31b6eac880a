/** The only way to see whether a rule returned a promise; class-validator neither exports nor types it separately. */
declare module 'class-validator/cjs/validation/ValidationExecutor.js' {
  export { ValidationExecutor } from 'class-validator/types/validation/ValidationExecutor.js';
}
