"""Passwords as people hand them to programs, on a command line."""

from __future__ import annotations

from typing import Final

from agent.bundle.kinds.rule import VALUE, WORD, Rule

COMMANDS: Final = (
    Rule(
        "password of sshpass",
        rf"\bsshpass\s{{1,4}}-p\s{{0,4}}{VALUE}",
        ("sshpass",),
        ("ran sshpass -p «Sesam123» ssh", "sshpass -p'«Sesam 123»' ssh"),
        ("sshpass -e ssh pc", "sshpass -f file ssh pc"),
    ),
    Rule(
        "password of a database client",
        rf"\b(?:mysql|mariadb)\w{{0,8}}\s[^\n]{{0,80}}?(?<=\s)-p{WORD}",
        ("mysql", "mariadb"),
        ("mysql -h db -u root -p«Sesam123» shop",),
        ("mysql -h db -u root -p", "mysql ran with -p"),
    ),
    Rule(
        "password of curl",
        r"\b(?:curl|wget|http)\s[^\n]{0,120}?\s(?:-u|--user|--proxy-user|-U)[ =]"
        rf"\s{{0,4}}[^\s:]{{1,80}}:{VALUE}",
        ("curl", "wget", "http "),
        ("curl -s -u jan:«Sesam123» https://a.be",),
        ("curl -s -u jan https://a.be", "curl -s https://a.be"),
    ),
    Rule(
        "password of smbclient",
        rf"(?:-U|--user(?:name)?|,user|\suser)[ =]\s{{0,2}}[^\s%,]{{1,80}}%{VALUE}",
        ("%",),
        ("smbclient //srv/data -U jan%«Sesam123»", "-o user=jan%«Sesam123»"),
        ("smbclient //srv/data -U jan", "user load 40%"),
    ),
    Rule(
        "password of a mount",
        rf"(?:\b(?:cifs|smb3|sshfs|davfs|credentials)\b[^\n]{{0,120}}?[,\s]"
        rf"|(?<=,)|(?m:^))pass(?:word2?)?={VALUE}",
        ("pass",),
        (
            "mount -t cifs //srv/data /mnt -o user=jan,pass=«Sesam123»",
            "username=jan\npassword=«Sesam123»\ndomain=x",
        ),
        ("mount -t cifs //srv/data /mnt -o user=jan", "3 tests pass=ok"),
    ),
    Rule(
        "password of an LDAP client",
        r"\bldap\w{2,10}\s[^\n]{0,200}?\s-(?-i:w)\s{0,2}(?P<s>[^\s-][^\s\"']*)",
        ("ldap",),
        ("ldapsearch -x -D cn=admin -w «Sesam123» -b dc=x",),
        ("ldapsearch -x -D cn=admin -W -b dc=x", "ldapsearch -x -y file"),
    ),
    Rule(
        "password of an archive",
        rf"\b(?:(?:7z[ar]?|7za|un?rar|rar)\s[^\n]{{0,80}}?(?<=\s)-h?p"
        rf"|(?:un)?zip\s[^\n]{{0,80}}?(?<=\s)-(?-i:P)\s{{0,2}}){WORD}",
        ("7z", "rar", "zip"),
        ("7z x -p«Sesam123» a.7z", "unzip -P «Sesam123» a.zip"),
        ("7z x a.7z", "unzip -p a.zip", "zip -r a.zip x"),
    ),
    Rule(
        "password of Redis",
        rf"\b(?:redis-cli\s[^\n]{{0,80}}?(?<=\s)-a\s{{0,2}}|requirepass\s{{1,4}}"
        rf"|masterauth\s{{1,4}}){VALUE}",
        ("redis-cli", "requirepass", "masterauth"),
        ("redis-cli -h db -a «Sesam123» ping", "requirepass «Sesam123»"),
        ("redis-cli -h db ping",),
    ),
    Rule(
        "password of a container registry",
        rf"\b(?:docker|podman|helm|buildah|skopeo|oras)\s[^\n]{{0,40}}?login\s"
        rf"[^\n]{{0,80}}?(?<=\s)-p\s{{0,2}}{VALUE}",
        ("login",),
        ("docker login -u jan -p «Sesam123» registry.example",),
        ("docker login -u jan registry.example", "systemd-logind -p x"),
    ),
    Rule(
        "password of PuTTY",
        rf"\b(?:plink|pscp|psftp|putty|kitty|winscp)(?:\.exe|\.com)?\s[^\n]{{0,120}}?"
        rf"[-/]pw\s{{1,4}}{VALUE}",
        ("plink", "pscp", "psftp", "putty", "kitty", "winscp"),
        ("plink.exe -ssh jan@srv -pw «Sesam123»",),
        ("plink.exe -ssh jan@srv", "putty -load x"),
    ),
    Rule(
        "password for sudo",
        r"\becho\s{1,4}(?:-[ne]{1,2}\s{1,2})?(?P<s>\"[^\"\n|]+\"|'[^'\n|]+'|[^\s|]+)"
        r"\s{0,4}\|\s{0,4}(?:sudo\s[^\n]{0,40}?-\w{0,4}S|kinit\b|passwd\b|su\b)",
        ("echo",),
        ("echo «Sesam123» | sudo -S reboot", "echo '«Sesam 123»' | kinit jan"),
        ("echo 3 | sudo tee /proc/sys/vm/drop_caches", "echo x | grep x"),
    ),
    Rule(
        "password for chpasswd",
        rf"\becho\s{{1,4}}[\"']?[\w.-]{{1,40}}:{VALUE}[\"']?\s{{0,4}}\|\s{{0,4}}"
        r"(?:sudo\s{1,4})?(?:/usr/sbin/)?chpasswd",
        ("chpasswd",),
        ("echo jan:«Sesam123» | sudo chpasswd",),
        ("chpasswd: (user jan) pam_chauthtok() failed", "echo jan | chpasswd"),
    ),
    Rule(
        "password on a command line",
        r"(?<!\S)(?:--?(?:\w{1,20}[-_])?(?:pass(?:wo?r?d|phrase)?|passwd|pwd|secret"
        rf"|token|api-?key))(?:\s{{1,4}}|=){WORD}",
        ("-",),
        (
            "agent --password «Sesam123» --verbose",
            "x --client-secret=«Sesam123»",
            "y -pass «Sesam123»",
        ),
        ("agent --password-file x", "nmcli --token", "agent --pass --verbose"),
    ),
)
