import '../../support/through-an-entry.js';
import '../resume.spec.js';
