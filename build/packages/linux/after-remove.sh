#!/bin/sh
set -e
# Says what stays. dpkg passes a word, rpm the number of versions that are left.
case "$1" in
  remove | 0)
    echo 'Axiom Token Manager was removed. Tokens and settings stay: tokens in the keychain of each user (entries "axiom-token-manager") or in'
    echo 'the file that was chosen, settings in ~/.config/Axiom Token Manager. To remove tokens, install it again and choose "Clear tokens".'
    echo 'Where it was set to start with the session, ~/.config/autostart/axiom-token-manager.desktop is left, and starts nothing.'
    ;;
esac
