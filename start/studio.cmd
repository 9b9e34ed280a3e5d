@echo off
rem Opens the studio by a double click on Windows. It runs in WSL, which is a part of Windows 10 and 11.
cd /d "%~dp0.."
where wsl.exe >nul 2>nul
if errorlevel 1 goto missing
wsl.exe -- sh ./start/studio.command
if errorlevel 1 goto failed
exit /b 0
:missing
echo WSL is missing. Open PowerShell as an administrator, type: wsl --install
echo and press Enter. Restart the computer, and double-click this file again.
:failed
pause
exit /b 1
