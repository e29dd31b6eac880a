/** The one place that tells whether a rule answered with a promise; class-validator neither exports nor types it on its own. */
declare module 'class-validator/cjs/validation/ValidationExecutor.js' {
  export { ValidationExecutor } from 'class-validator/types/validation/ValidationExecutor.js';
}
