"""Invoices of China, Taiwan and Japan: forms whose labels are spread out, written down the side, or in two scripts."""

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName
from tests.unit.extraction.drawn import CHINA, JAPAN, TAIWAN, Row, draw, table

CHINESE: list[Row] = [
    [(220, "电子发票（增值税专用发票）")],
    [(420, "发票号码：25310000000000000017")],
    [(420, "开票日期：2025年05月12日")],
    [(30, "购"), (300, "销")],
    [(30, "买"), (48, "名称：河山贸易有限公司"), (300, "售"), (318, "名称：晨光科技有限公司")],
    [(30, "方"), (300, "方")],
    [(30, "信"), (48, "纳税人识别号：91310000MA1K00001X"), (300, "信"), (318, "纳税人识别号：91110000MA0100002B")],
    [(30, "息"), (300, "息")],
    [(45, "项目名称"), (220, "单位"), (-300, "数量"), (-370, "单价"), (-430, "金额"), (-490, "税率"), (-560, "税额")],
    [(40, "*软件*维护"), (222, "项"), (-300, "1"), (-370, "5000"), (-430, "5000.00"), (-490, "6%"), (-560, "300.00")],
    [(60, "合"), (110, "计"), (-430, "¥5000.00"), (-560, "¥300.00")],
    [(60, "价税合计（大写）"), (200, "伍仟叁佰圆整"), (400, "（小写）¥5300.00")],
]
JAPANESE: list[Row] = [
    [(270, "請　求　書")],
    [(50, "株式会社みなみ　御中"), (430, "請求書番号：2025-0412")],
    [(400, "北山デザイン株式会社")],
    [(400, "登録番号：T1234567890123"), (50, "発行日 Date: 令和7年4月30日")],
    [(50, "ご請求金額"), (150, "¥165,000-")],
    [(50, "お支払期限"), (150, "2025年5月31日")],
    *table((50, -330, -450, -550), ("品目", "数量", "単価", "金額"), ("ロゴ", "5", "30,000", "150,000")),
    [(400, "小計 Subtotal"), (-550, "150,000")],
    [(400, "消費税（10%）"), (-550, "15,000")],
    [(400, "合計 Total"), (-550, "165,000")],
]
TAIWANESE: list[Row] = [
    [(240, "統 一 發 票（三聯式）"), (400, "中華民國114年5月12日")],
    [(50, "買"), (75, "方：南山股份有限公司")],
    [(50, "統一編號：12345675")],
    *table((50, -250, -330, -420), ("品名", "數量", "單價", "金額"), ("顧問服務", "2", "5,000", "10,000")),
    [(50, "銷售額合計"), (-420, "10,000")],
    [(50, "營業稅"), (-420, "500"), (430, "賣方：北山股份有限公")],
    [(50, "總"), (80, "計"), (-420, "10,500"), (430, "司")],
    [(50, "總計新臺幣（中文大寫）：壹萬零伍佰元整")],
]


def values(invoice: Extracted, *names: FieldName) -> list[str | None]:
    return [invoice.fields[name].value if name in invoice.fields else None for name in names]


PARTIES = FieldName.SUPPLIER_NAME, FieldName.CUSTOMER_NAME
AMOUNTS = FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL


def test_a_label_written_down_the_side_names_the_party_beside_it() -> None:
    invoice = read(draw(CHINESE, CHINA))
    assert values(invoice, *PARTIES) == ["晨光科技有限公司", "河山贸易有限公司"]
    assert values(invoice, FieldName.SUPPLIER_TAX_ID, FieldName.CUSTOMER_TAX_ID) == [
        "91110000MA0100002B",
        "91310000MA1K00001X",
    ]


def test_a_sum_whose_label_is_spread_over_its_cell_is_no_line() -> None:
    invoice = read(draw(CHINESE, CHINA))
    assert values(invoice, *AMOUNTS) == ["5000.00", "300.00", "5300.00"]
    assert len(invoice.lines) == 1


def test_the_addressee_is_known_by_the_honorific_behind_the_name() -> None:
    assert values(read(draw(JAPANESE, JAPAN)), *PARTIES) == ["北山デザイン株式会社", "株式会社みなみ"]


def test_labels_in_two_scripts_an_eras_year_and_an_amount_closed_with_a_dash_are_read() -> None:
    invoice = read(draw(JAPANESE, JAPAN))
    assert values(invoice, FieldName.ISSUE_DATE, FieldName.DUE_DATE) == ["2025-04-30", "2025-05-31"]
    assert values(invoice, *AMOUNTS, FieldName.AMOUNT_DUE) == ["150000.00", "15000.00", "165000.00", "165000.00"]
    assert values(invoice, FieldName.CURRENCY) == ["JPY"]


def test_labels_in_traditional_characters_and_a_currency_given_by_its_name_are_known() -> None:
    invoice = read(draw(TAIWANESE, TAIWAN))
    assert values(invoice, *AMOUNTS) == ["10000.00", "500.00", "10500.00"]
    assert values(invoice, FieldName.ISSUE_DATE, FieldName.CURRENCY) == ["2025-05-12", "TWD"]


def test_a_company_whose_name_is_broken_within_its_legal_form_is_given_whole() -> None:
    assert values(read(draw(TAIWANESE, TAIWAN)), *PARTIES) == ["北山股份有限公司", "南山股份有限公司"]
