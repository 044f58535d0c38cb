; Inno Setup 6: dist\gzlabel-VERSION-windows-x64.exe from the folder dist\gzlabel.
; iscc /DVersion=0.1.0 packaging\windows\gzlabel.iss       To sign: /Ssign="signtool sign ... $f" /DSign
#ifndef Version
  #error Name the version: iscc /DVersion=0.1.0 gzlabel.iss
#endif

[Setup]
AppId={{6E1B4C1A-6C0E-4C53-9B5B-0D4C0B7A6F21}
AppName=gzlabel
AppVersion={#Version}
AppPublisher=The gzlabel founders
DefaultDirName={autopf}\gzlabel
DefaultGroupName=gzlabel
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
LicenseFile=..\..\LICENSE
SetupIconFile=gzlabel.ico
UninstallDisplayIcon={app}\gzlabel.exe
OutputDir=..\..\dist
OutputBaseFilename=gzlabel-{#Version}-windows-x64
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
#ifdef Sign
SignTool=sign
SignedUninstaller=yes
#endif

[Files]
Source: "..\..\dist\gzlabel\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\gzlabel"; Filename: "{app}\gzlabel.exe"; Parameters: "open"
Name: "{autodesktop}\gzlabel"; Filename: "{app}\gzlabel.exe"; Parameters: "open"; Tasks: desktop

[Tasks]
Name: desktop; Description: "An icon on the desktop"; Flags: unchecked

[Registry]
; A workspace is a folder: Explorer offers "Open in gzlabel" on folders.
Root: HKA; Subkey: "Software\Classes\Directory\shell\gzlabel"; ValueType: string; ValueData: "Open in gzlabel"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\gzlabel\command"; ValueType: string; ValueData: """{app}\gzlabel.exe"" open ""%1"""
