@echo off
rem Chay clubledger; lan dau tu cai tu thu muc wheels, khong can mang.
setlocal
chcp 65001 >nul
set "HERE=%~dp0"
set "PLACE=%LOCALAPPDATA%\clubledger-@VERSION@"
set "PIP_NO_INDEX=1"
set "PYTHON="
if exist "%PLACE%\ready" goto run

call :try "%HERE%python\python.exe"
if defined PYTHON goto install
for %%V in (3.13 3.12 3.11) do (
    if not defined PYTHON call :try py -%%V
)
if not defined PYTHON call :try python
if defined PYTHON goto install
echo May chua co Python 3.11, 3.12 hoac 3.13. Hay doc tep DOC-TRUOC.
exit /b 2

:try
%* -c "import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" >nul 2>nul
if not errorlevel 1 set "PYTHON=%*"
exit /b 0

:install
echo Lan dau chay: dang cai dat, chung mot phut...
if exist "%PLACE%" rmdir /s /q "%PLACE%"
%PYTHON% -m venv "%PLACE%"
if errorlevel 1 goto failed
"%PLACE%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels" "clubledger[reports]==@VERSION@"
if errorlevel 1 goto failed
echo ready>"%PLACE%\ready"

:run
"%PLACE%\Scripts\clubledger.exe" %*
exit /b %errorlevel%

:failed
echo Cai dat khong xong. Hay chep ca thu muc vao o dia cua may roi chay lai.
exit /b 2
