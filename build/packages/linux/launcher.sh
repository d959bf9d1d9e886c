#!/bin/sh
# Starts Axiom Token Manager, or says in words why its sandbox cannot be had here and what helps. By itself Electron ends with a message for
# programmers then, and other launchers turn the sandbox off. In the AppImage this file is AppRun. It has to run in any POSIX shell.
here=$(dirname "$(readlink -f "$0")")
program=$here/axiom-token-manager-bin
helper=$here/chrome-sandbox

has_no_space() {
  case $here in *[[:space:]]*) return 1 ;; esac
}

# Made the way the engine makes it: a user, a process and a network namespace of its own.
namespaces_work() {
  unshare --user --map-root-user --pid --net --fork true 2>/dev/null
}

# The helper makes the sandbox where ordinary users may not; it must belong to root and be set-user-id, on a disk that allows that. Asked for one
# without an engine that waits for it, it ends with an error all the same; but it says whether it had the rights. The engine cannot start it from a path
# with spaces.
helper_works() {
  has_no_space && [ -u "$helper" ] && ! "$helper" /bin/true 2>&1 | grep -q 'not running as root\|Failed to move to new namespace'
}

# A profile lets this program, and not the test above, have namespaces.
has_profile() {
  grep -rqsF axiom-token-manager-bin /etc/apparmor.d
}

knob() {
  cat "${KNOBS:-/proc/sys}/$1" 2>/dev/null
}

what_helps() {
  if [ "$(knob kernel/apparmor_restrict_unprivileged_userns)" = 1 ]; then
    printf '%s\n' "AppArmor denies it here, as on Ubuntu 23.10 and newer. One of these helps:" "" \
      "- Install the deb or rpm package of this app; it brings what is needed." \
      "- Allow it for this program, then start it again. In a terminal:" "" \
      "  sudo tee /etc/apparmor.d/axiom-token-manager <<'END'" "  abi <abi/4.0>," \
      "  profile axiom-token-manager \"$1\" flags=(unconfined) {" "    userns," "  }" "  END" \
      "  sudo apparmor_parser -r /etc/apparmor.d/axiom-token-manager"
  elif [ "$(knob kernel/unprivileged_userns_clone)" = 0 ]; then
    printf '%s\n' "The kernel is set to deny it. One of these helps:" "" \
      "- Install the deb or rpm package of this app; it brings what is needed." \
      "- Allow it for all programs, then start this one again. In a terminal:" "" \
      "  sudo sysctl -w kernel.unprivileged_userns_clone=1"
  elif [ "$(knob user/max_user_namespaces)" = 0 ]; then
    printf '%s\n' "The kernel is set to deny it. One of these helps:" "" \
      "- Install the deb or rpm package of this app; it brings what is needed." \
      "- Allow it for all programs, then start this one again. In a terminal:" "" \
      "  sudo sysctl -w user.max_user_namespaces=10000"
  else
    printf '%s\n' "Something around it denies it, such as a container or a changed root folder. What helps:" "" \
      "- Install the deb or rpm package of this app where it runs; it brings what is needed."
  fi
  [ -n "$APPIMAGE" ] && return
  if ! has_no_space; then
    printf '%s\n' "- Or move this folder to where no name above it has a space, and start it there; it says then how its helper makes the sandbox."
  elif [ ! -u "$helper" ]; then
    printf '%s\n' "- Or let the helper beside it make the sandbox. In a terminal:" "" \
      "  sudo chown root:root \"$helper\" && sudo chmod 4755 \"$helper\""
  fi
}

# To the terminal, and without one into a window: whoever clicks an icon sees no terminal.
say() {
  printf '\n%s\n\n' "$1" >&2
  [ -t 2 ] && return
  zenity --error --no-markup --width=640 --title="Axiom Token Manager" --text="$1" 2>/dev/null ||
    kdialog --title "Axiom Token Manager" --error "$1" 2>/dev/null ||
    xmessage -center "$1" 2>/dev/null ||
    notify-send --urgency=critical "Axiom Token Manager was not started" "$1" 2>/dev/null
}

for argument; do
  [ "$argument" = --no-sandbox ] && exec "$program" "$@"
done

if [ "$(id -u)" = 0 ]; then
  say "Axiom Token Manager was not started: you are root, and as root it would run without its sandbox. Start it as yourself, without sudo. Nothing was changed."
  exit 1
fi

namespaces_work || helper_works || has_profile && exec "$program" "$@"

if [ -n "$APPIMAGE" ]; then
  # Where an AppImage is mounted has another name each time.
  profiled='/tmp/.mount_*/axiom-token-manager-bin'
else
  profiled=$program
fi
say "Axiom Token Manager was not started: this computer does not let it have its sandbox, which keeps the pages of web sites away from your tokens. It is not started without it. Nothing was changed; your tokens are where they were.

$(what_helps "$profiled")"
exit 1
