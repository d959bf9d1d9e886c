#!/bin/sh
# Starts Axiom Token Manager, or explains why the sandbox is not possible here and what helps. Electron itself would only print a message for
# programmers, and other launchers turn the sandbox off. In the AppImage this file is AppRun. It must run in any POSIX shell.
here=$(dirname "$(readlink -f "$0")")
program=$here/axiom-token-manager-bin
helper=$here/chrome-sandbox
# "deb" or "rpm" when such a package installed this copy.
package=$(cat "$here/resources/package-type" 2>/dev/null)

# An AppImage started under the command line's name, for example by a link, is the command line. It needs no sandbox.
if [ -n "$APPIMAGE" ] && [ "${ARGV0##*/}" = axiom-tokens ] && [ -x "$here/axiom-tokens" ]; then
  exec "$here/axiom-tokens" "$@"
fi

# Quotes a text as one shell word.
quoted() {
  printf '%s\n' "$1" | sed "s/'/'\\\\''/g; 1s/^/'/; \$s/\$/'/"
}

has_no_space() {
  case $here in *[[:space:]]*) return 1 ;; esac
}

# Tries what the engine does: new user, process and network namespaces.
namespaces_work() {
  unshare --user --map-root-user --pid --net --fork true 2>/dev/null
}

# The helper makes the sandbox where ordinary users may not. It must belong to root and be set-user-id, on a disk that allows that. When it is
# called without a waiting engine it fails in any case, but its message shows whether it had the rights. The engine cannot start it from a path
# with spaces.
helper_works() {
  has_no_space && [ -u "$helper" ] && ! "$helper" /bin/true 2>&1 | grep -q 'not running as root\|Failed to move to new namespace'
}

knob() {
  cat "/proc/sys/$1" 2>/dev/null
}

apparmor_denies() {
  [ "$(knob kernel/apparmor_restrict_unprivileged_userns)" = 1 ]
}

# The program's path for an AppArmor profile: an AppImage is mounted under a different name each time.
profiled() {
  case $here in
    */.mount_*) printf '%s' "${here%/.mount_*}/.mount_*/axiom-token-manager-bin" ;;
    *) printf '%s' "$program" ;;
  esac
}

# A profile allows namespaces to this program only, not to the tests above.
has_profile() {
  apparmor_denies && grep -rqsF -- "\"$(profiled)\"" /etc/apparmor.d
}

advice() {
  printf '\n- %s In a terminal:\n\n' "$1"
  shift
  printf '  %s\n' "$@"
}

what_helps() {
  case $package in
    deb) advice 'Install the package again: its helper is not as it came, or lies on a disk that takes no set-user-id programs (nosuid).' 'sudo apt install --reinstall axiom-token-manager' ;;
    rpm) advice 'Install the package again: its helper is not as it came, or lies on a disk that takes no set-user-id programs (nosuid).' 'sudo dnf reinstall axiom-token-manager' ;;
    *) printf '\n- %s\n' 'Install the deb or rpm package of this app; it brings what is needed.' ;;
  esac
  if apparmor_denies; then
    advice 'AppArmor denies it here, as on Ubuntu 23.10 and newer. Allow it for this program, then start it again.' \
      "printf '%s\\n%s %s %s\\n' 'abi <abi/4.0>,' 'profile axiom-token-manager' \\" \
      "  $(quoted "\"$(profiled)\"") 'flags=(unconfined) { userns, }' \\" \
      '  | sudo tee /etc/apparmor.d/axiom-token-manager' \
      'sudo apparmor_parser -r /etc/apparmor.d/axiom-token-manager'
  elif [ "$(knob kernel/unprivileged_userns_clone)" = 0 ]; then
    advice 'The kernel is set to deny it. Allow it for all programs until the computer is started again, then start this one.' \
      'sudo sysctl -w kernel.unprivileged_userns_clone=1'
  elif [ "$(knob user/max_user_namespaces)" = 0 ]; then
    advice 'The kernel is set to deny it. Allow it for all programs until the computer is started again, then start this one.' \
      'sudo sysctl -w user.max_user_namespaces=10000'
  else
    printf '\n- %s\n' 'Something around it denies it, such as a container or a changed root folder: start it outside of that.'
  fi
  [ -n "$APPIMAGE" ] || [ -n "$package" ] || [ ! -e "$helper" ] && return
  if ! has_no_space; then
    printf '\n- %s\n' 'Move this folder to where no name above it has a space, and start it there; it says then how its helper makes the sandbox.'
  elif [ ! -u "$helper" ]; then
    advice 'Let the helper beside it make the sandbox, then start it again.' \
      "sudo chown root:root $(quoted "$helper") && sudo chmod 4755 $(quoted "$helper")"
  fi
}

# Wraps lines for windows; commands to type stay on one line.
folded() {
  printf '%s\n' "$1" | while IFS= read -r line; do
    case $line in '  '*) printf '%s\n' "$line" ;; *) printf '%s\n' "$line" | fold -s -w 90 ;; esac
  done
}

# Prints to the terminal; without one shows a window, for people who clicked an icon.
refuse() {
  text=$(folded "$1")
  printf '\n%s\n\n' "$text" >&2
  if [ ! -t 2 ]; then
    if command -v zenity >/dev/null; then
      zenity --error --no-markup --no-wrap --title='Axiom Token Manager' --text="$text" 2>/dev/null
    elif command -v kdialog >/dev/null; then
      kdialog --title 'Axiom Token Manager' --error "$text" 2>/dev/null
    elif command -v xmessage >/dev/null; then
      xmessage -center "$text" 2>/dev/null
    elif command -v notify-send >/dev/null; then
      notify-send --urgency=critical 'Axiom Token Manager was not started' "$text" 2>/dev/null
    fi
  fi
  exit 1
}

if [ ! -x "$program" ] || [ ! -r "$here/resources/app.asar" ]; then
  refuse "Axiom Token Manager was not started: this copy of it is incomplete ($here). Install or unpack it again. Your tokens are where they were."
fi

for argument; do
  [ "$argument" = --no-sandbox ] && exec "$program" "$@"
done

if [ "$(id -u)" = 0 ]; then
  refuse 'Axiom Token Manager was not started: you are root, and as root it would run without its sandbox. Start it as yourself, without sudo. Nothing was changed.'
fi

namespaces_work || helper_works || has_profile && exec "$program" "$@"

refuse "Axiom Token Manager was not started: this computer does not let it have its sandbox, which keeps the pages of web sites away from your tokens. It is not started without it. Nothing was changed; your tokens are where they were. One of these helps:
$(what_helps)"
