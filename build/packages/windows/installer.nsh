; Included into installer and uninstaller by electron-builder (nsis.include in config.mjs).
; Before a person's uninstall removes anything: says what stays, and how to remove that first. An update (--updated) and /S ask nothing.
!macro customUnInit
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/S" $R1
  ${If} ${Errors}
  ${AndIfNot} ${isUpdated}
    MessageBox MB_OKCANCEL|MB_ICONINFORMATION "Your tokens stay on this computer: in the Windows Credential Manager, or in the files that you chose. Whoever installs ${PRODUCT_NAME} here again as you is signed in.$\r$\n$\r$\nTo remove them, press Cancel, open ${PRODUCT_NAME}, and choose $\"Clear tokens$\" in its settings. Then uninstall it.$\r$\n$\r$\nOK uninstalls it now, and keeps the tokens, settings and backups." IDOK +2
      Quit
  ${EndIf}
!macroend

!macro customInstall
  ; electron-builder's installer keeps a copy of itself for updates, which this app does not have.
  Delete "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}"
  RMDir "$LOCALAPPDATA\${APP_PACKAGE_NAME}-updater"
  ; electron-builder writes the command for backups without quotes; Windows would then try the path up to each space first.
  WriteRegStr SHELL_CONTEXT "Software\Classes\AxiomTokenManager.Backup\shell\open\command" "" '"$appExe" "%1"'
!macroend

; electron-builder's uninstaller removes our file type but leaves the file ending that refers to it.
!macro customUnInstall
  ReadRegStr $R0 SHELL_CONTEXT "Software\Classes\.axiombackup" ""
  ${If} $R0 == "AxiomTokenManager.Backup"
    DeleteRegValue SHELL_CONTEXT "Software\Classes\.axiombackup\OpenWithProgids" "AxiomTokenManager.Backup"
    DeleteRegKey /ifempty SHELL_CONTEXT "Software\Classes\.axiombackup\OpenWithProgids"
    DeleteRegValue SHELL_CONTEXT "Software\Classes\.axiombackup" ""
    DeleteRegKey /ifempty SHELL_CONTEXT "Software\Classes\.axiombackup"
  ${EndIf}
!macroend
