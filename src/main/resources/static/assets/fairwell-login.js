// There is one login page. Where the engine's web applications would show their own, after signing out or when the
// session has ended, this loads the page anew, and the server sends whoever is not signed in to ours.
const login = application => ({
  id: 'fairwell-login',
  pluginPoint: application + '.login',
  render: () => window.location.replace(window.location.pathname)
});

export default ['tasklist', 'cockpit', 'admin', 'welcome'].map(login);
