// The style sheet of the demo server's pages: light and dark, for windows of 320 px and wider.

/** Served as `/sign-in.css`. */
export const DEMO_STYLE = `
:root {
  color-scheme: light dark;
  --background: #f6f7f9; --panel: #ffffff; --line: #c6ccd4; --text: #14181f; --quiet: #5b6573;
  --accent: #3d5afe; --on-accent: #ffffff; --bad: #b3261e; --bad-tint: #fdecea; --note: #9a5b00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --background: #101318; --panel: #181c23; --line: #465061; --text: #eef1f5; --quiet: #a3acb9;
    --accent: #8c9eff; --on-accent: #0d1020; --bad: #ff8f86; --bad-tint: #33191a; --note: #f2b95a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 24px 16px; display: grid; place-items: center;
  background: var(--background); color: var(--text); font: 14px/1.5 system-ui, Inter, Cantarell, sans-serif;
}
main {
  width: 100%; max-width: 380px; padding: 28px 24px 24px; background: var(--panel);
  border: 1px solid var(--line); border-radius: 12px;
}
h1 { margin: 16px 0 4px; font-size: 20px; font-weight: 600; line-height: 1.3; }
p { margin: 0 0 20px; color: var(--quiet); overflow-wrap: anywhere; }
p strong { color: var(--text); font-weight: 600; }
.badge { display: flex; align-items: center; gap: 8px; margin: 0; color: var(--note); font-size: 12px; font-weight: 500; }
.badge span { flex: none; width: 8px; height: 8px; background: currentColor; transform: rotate(45deg); }
.error { margin: 0 0 16px; padding: 10px 12px; border-radius: 8px; background: var(--bad-tint); color: var(--bad); }
.quiet { margin: 16px 0 0; text-align: center; }
label { display: block; margin: 0 0 6px; font-weight: 500; }
input {
  width: 100%; height: 42px; margin: 0 0 16px; padding: 0 12px; border: 1px solid var(--line); border-radius: 8px;
  background: var(--background); color: inherit; font: inherit;
}
input[aria-invalid] { border-color: var(--bad); }
.code { font-size: 20px; letter-spacing: 0.2em; font-variant-numeric: tabular-nums; }
button {
  width: 100%; height: 42px; margin: 4px 0 0; border: 0; border-radius: 8px; background: var(--accent); color: var(--on-accent);
  font: inherit; font-weight: 600; cursor: pointer;
}
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
