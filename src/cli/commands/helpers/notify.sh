# What the transcripts of the notify commands begin with: a runbook with two messages, and two channels.
cat > night.md <<'END'
# Night

**Estimated Duration:** 2 hours

### Day 7 Before (T-7)

- [ ] Tell everybody

### T-4 Hours: Setup

- [ ] Look at the backup

## Communication Templates

### T-7 Days: Announcement

**Subject:** Maintenance on [DATE]

**Body:**
```
From [START TIME] to [END TIME] [TIMEZONE].
```

### T+Complete: Done

**Subject:** Maintenance complete

**Body:**
```
New: [list key features]
Questions: [SUPPORT]
```
END
cat > lockkeeper.toml <<'END'
[messages]
timezone = "Europe/Berlin"
[messages.values]
support = "support@example.com"
[[channel]]
name = "log"
kind = "file"
path = "messages.jsonl"
audience = "internal"
[[channel]]
name = "customers"
kind = "command"
command = "cat >> customers.txt"
[[notify.on]]
event = "due"
template = "Announcement"
channel = "log"
END
