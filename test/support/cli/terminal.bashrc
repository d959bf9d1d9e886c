PS1='ready> '
bind 'set enable-bracketed-paste off'
