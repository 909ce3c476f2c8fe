import demo from './fairwell-demo.js';

// There is one login page. Where the engine's web applications would show their own, after signing out or when the
// session has ended, this loads the page anew, and the server sends whoever is not signed in to ours.
const login = application => ({
  id: 'fairwell-login',
  pluginPoint: application + '.login',
  render: () => window.location.replace(window.location.pathname)
});

// The demo says so on each of these pages too, without being in the way of a click.
if (demo) {
  const notice = document.createElement('aside');
  notice.className = 'fairwell-demo';
  notice.textContent = 'Demo: known passwords, do not enter real data. 演示环境，密码公开：请勿输入真实数据。';
  Object.assign(notice.style, {
    position: 'fixed', bottom: '0', left: '50%', transform: 'translateX(-50%)', zIndex: '2000', padding: '2px 12px',
    color: '#7a4a00', background: '#fff4dc', border: '1px solid currentColor', borderBottom: '0',
    borderRadius: '6px 6px 0 0', fontSize: '12px', pointerEvents: 'none'
  });
  document.body.append(notice);
}

export default ['tasklist', 'cockpit', 'admin', 'welcome'].map(login);
