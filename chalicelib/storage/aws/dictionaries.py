"""What packed items have in common, the most frequent last; an item's first byte says which one it was packed with.

Never changed, since what was packed with it could not be read any more: a better one is added behind it.
"""

from chalicelib.storage.aws.packed_items import Dictionary

_FIRST_OF_INVOICES = (
    b'de en fr it es nl-,"zip""mail""payments":"[{\\"id\\":\\"\\",\\"day\\":\\"20'
    b'"decisions":"[{\\"step\\":\\"approve\\",\\"by\\":\\"","at\\":\\"2026-,\\"comment\\":null}]"'
    b'"ruleset":"xrechnung-cii"factur-x"peppol-"failure_code":"duplicate_invoice","failure_detail":"'
    b'image/jpeg"image/png"application/xml"received_syntax":"cii"ubl","sent_at":"2026-"corrected_at":"2026-'
    b'"duplicate_of":"01"duplicate_reason":"same_number","duplicate_uploaded_by":"01"credit_state":"credited_total":"'
    b'"part_of":"01"part_pages":"1"parts":"2"credit_of":"01"language":"en","no_ruleset_applies"'
    b'["bank_account_changed","totals_disagree","low_confidence"]"expires_at"'
    b'{"BOOL":{"direction_corrected":false,"number_is_certain":true},"L":{"bank_accounts":[{"S":"DE"}],"claims":['
    b'{"S":"same_number#"},{"S":"same_number#"},{"S":"same_total_and_date#"}],"credit_notes":[],"warnings":[]},'
    b'"N":{"fatal_findings":"0","missing_findings":"0","pages":"1","reminder_level":"0","size":"1",'
    b'"warning_findings":"0","wrong_findings":"0"},"S":{"approval":"open","batch":"{}","content_type":'
    b'"application/pdf","created_at":"2026-01-01T00:00:00.000000+0000","credited":"{}","customer":"GmbH","decisions":'
    b'"[]","document_type":"invoice","filename":"invoice.pdf","files":"{\\"ubl\\": \\"ubl-01.xml\\", \\"cii\\": '
    b'\\"cii-01.xml\\", \\"preview\\": \\"preview-01.png\\", \\"content\\": \\"content-01.json\\", \\"layout\\": '
    b'\\"layout-01.json\\", \\"report\\": \\"report-01.json\\", \\"pdf\\": \\"pdf-01.pdf\\"}","fingerprint":"",'
    b'"invoice_number":"2026-","issue_date":"2026-","net_total":"1.00","on_duplicate":"flag","payable_amount":"1.00",'
    b'"payment":"unpaid","payments":"[]","ruleset":"en16931-ubl","supplier":"GmbH","supplier_tax_id":"DE",'
    b'"tax_total":"0.00","uploaded_by":"01","validated_at":"2026-01-01T00:00:00.000000+0000"}}'
)

_SECOND_OF_INVOICES = (
    b'de en fr it es nl-,"zip""mail""payments":"[{\\"id\\":\\"\\",\\"day\\":\\"20'
    b'"decisions":"[{\\"step\\":\\"approve\\",\\"by\\":\\"","at\\":\\"2026-,\\"comment\\":null}]"'
    b'"failure_code":"duplicate_invoice","failure_detail":"image/jpeg"image/png"application/xml"'
    b'"received_syntax":"cii"ubl","corrected_at":"2026-"duplicate_of":"01"duplicate_reason":"same_number",'
    b'"duplicate_uploaded_by":"01"credit_state":"credited_total":"credit_note"receivable"'
    b'"part_of":"01"part_pages":"1"parts":"2"credit_of":"01"no_ruleset_applies"'
    b'["bank_account_changed","totals_disagree","low_confidence"]"xrechnung-cii"factur-x"peppol-'
    b"ATU BE0 CHE- DK ES FI FR GB IT NL PT SE AG AB BV B.V. Inc. LLC Ltd Limited S.A. SARL S.r.l. GmbH & Co. KG"
    b'{"BOOL":{"direction_corrected":false,"number_is_certain":true},"L":{"bank_accounts":[{"S":"DE"}],"claims":['
    b'{"S":"same_number#"},{"S":"same_number#"},{"S":"same_total_and_date#"}],"credit_notes":[],"tags":[],'
    b'"warnings":[]},"N":{"fatal_findings":"0","missing_findings":"0","pages":"1","reminder_level":"0","size":"1'
    b'","warning_findings":"0","wrong_findings":"0"},"S":{"approval":"open","batch":"{}","content_type":'
    b'"application/pdf","created_at":"2026-","creation_method":"upload","credited":"{}","customer":"","decisions":"[]",'
    b'"direction":"payable","document_type":"invoice","filename":".pdf","files":"{\\"pdf\\": \\"pdf-'
    b'.pdf\\", \\"received\\": \\"received-.xml\\", \\"ubl\\": \\"ubl-.xml\\", \\"preview\\": \\"preview-.png\\", '
    b'\\"content\\": \\"content-.json.gz\\", \\"report\\": \\"report-.json\\"}","fingerprint":"",'
    b'"invoice_number":"2026-","issue_date":"2026-","language":"en","net_total":"","on_duplicate":"flag",'
    b'"payable_amount":"","payment":'
    b'"unpaid","payments":"[]","ruleset":"en16931-ubl","sent_at":"2026-","supplier":"","supplier_tax_id":"DE",'
    b'"tax_total":"0.00","updated_at":"2026-01-01T00:00:00.000000+0000","uploaded_by":"01",'
    b'"validated_at":"2026-01-01T00:00:00.000000+0000"}}'
)

OF_INVOICES = (
    Dictionary(_FIRST_OF_INVOICES),
    Dictionary(_SECOND_OF_INVOICES, repeated=("creator_key", "issue_date_key", "due_date", "total", "searched")),
)

_FIRST_OF_EVENTS = (
    b'"kind":"created""kind":"received""kind":"failed""kind":"parted""kind":"reprocessed""kind":"corrected"'
    b'"kind":"credited""kind":"cancelled""kind":"approved""kind":"rejected""kind":"reopened""kind":"payment_planned"'
    b'"kind":"paid""kind":"payment_taken_back""kind":"bank_account_accepted""kind":"reminded""kind":"bounced"'
    b'"kind":"tagged""kind":"complained""kind":"send_failed""kind":"send_uncertain"'
    b'"data":"{\\"code\\": \\"duplicate_invoice\\", \\"detail\\": \\"'
    b'"data":"{\\"changes\\": [{\\"field\\": \\"invoice_number\\", \\"before\\": null, \\"after\\": \\"'
    b'"data":"{\\"filename\\": \\"invoice.pdf\\", \\"batch\\": {\\"id\\": \\"01'
    b'"data":"{\\"warnings\\": []}","kind":"read"}}'
    b'"data":"{\\"sending\\": \\"01\\", \\"recipients\\": [\\"@example.com\\"]}","kind":"delivered"}}'
    b'"data":"{\\"sending\\": \\"01\\", \\"to\\": [\\"@example.com\\"], '
    b'\\"attachments\\": [\\"pdf\\", \\"report\\"]}","kind":"sent"}}","kind":"send_queued"}}'
    b'"data":"{\\"ruleset\\": \\"xrechnung-ubl\\", \\"state\\": \\"failed\\", '
    b'{"S":{"actor":"01","at":"2026-01-01T00:00:00.000000+0000",'
    b'"data":"{\\"ruleset\\": \\"en16931-ubl\\", \\"state\\": \\"passed\\", '
    b'\\"fatal\\": 0, \\"missing\\": 0, \\"wrong\\": 0, \\"warning\\": 0}","kind":"validated"}}'
)

OF_EVENTS = (Dictionary(_FIRST_OF_EVENTS, repeated=("uploaded_by",)),)
