// Takes the place of the file of the same name in the engine's web applications.
export default {
  customScripts: ['../../../assets/fairwell-login'],
  disableWelcomeMessage: true
};
