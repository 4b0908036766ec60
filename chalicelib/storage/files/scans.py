"""What Amazon GuardDuty's Malware Protection for S3 says of a file, as a tag of the object.

It scans each object that arrives and tags it some seconds later
(https://docs.aws.amazon.com/guardduty/latest/ug/monitoring-malware-protection-s3-scans-gdu.html). Where `MALWARE_SCAN`
is on, a file is read only after its tag says that nothing was found. The tag is of one version, and so is what is read:
a form that sends a file can be used again while the first is scanned. Nobody but GuardDuty may tag (see the bucket's
policy), and copies take no tags with them, so each object is judged by a scan of its own.
"""

from contextlib import suppress
from datetime import datetime

from chalicelib.errors import MalwareFound, NotScanned
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import s3_client
from chalicelib.storage.files.files import FileMissing, copy_file, delete_file, find_version, missing_is_told

SCAN_TAG = "GuardDutyMalwareScanStatus"
CLEAN, INFECTED = "NO_THREATS_FOUND", "THREATS_FOUND"
QUARANTINE = "quarantine"


class NotScannedYet(Exception):
    """The scan has not come to an end."""


def find_clean_version(key: str, given_up_before: datetime | None = None) -> str | None:
    """Return the version of a file that was scanned and may be read; None, for any, where files are not scanned.

    The scan of a file that was stored before `given_up_before` is waited for no longer.

    Raises:
        FileMissing: there is no such object.
        NotScannedYet: it has no tag yet.
        MalwareFound: malware was found in it.
        NotScanned: the scan failed, took too long, or could not look into it, as into what has a password.

    """
    if not settings().malware_scan:
        return None
    version, stored_at = find_version(key)
    match _tag_of(key, version):
        case None if given_up_before and stored_at < given_up_before:
            raise NotScanned
        case None:
            raise NotScannedYet(key)
        case scan if scan == CLEAN:
            return version
        case scan if scan == INFECTED:
            raise MalwareFound
        case _:
            raise NotScanned


def lock_away(key: str) -> None:
    """Move a file to where no function may read; what an earlier try has moved is no error.

    Under its own key it is deleted as anything in the bucket: its version is there until versions end, and no function
    may list them.
    """
    with suppress(FileMissing):
        copy_file(key, f"{QUARANTINE}/{key}")
    delete_file(key)


def _tag_of(key: str, version: str) -> str | None:
    with missing_is_told(key):
        tags = s3_client().get_object_tagging(Bucket=settings().files_bucket, Key=key, VersionId=version)["TagSet"]
    return next((tag["Value"] for tag in tags if tag["Key"] == SCAN_TAG), None)
