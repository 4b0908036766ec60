"""The lines of an invoice: BG-25 to BG-32."""

from pydantic import Field

from chalicelib.documents.model.payment import AllowanceCharge
from chalicelib.documents.model.types import (
    Amount,
    Classification,
    Code,
    Date,
    Group,
    Identifier,
    ObjectIdentifier,
    Percentage,
    Quantity,
    Text,
)


class Period(Group):
    """BG-14 Invoicing period, BG-26 Invoice line period."""

    start: Date | None = Field(None, description="BT-73, BT-134: first day")
    end: Date | None = Field(None, description="BT-74, BT-135: last day")


class Price(Group):
    """BG-29 Price details."""

    net: Amount | None = Field(None, description="BT-146: price of an item without tax, after the discount")
    discount: Amount | None = Field(None, description="BT-147: taken from the gross price")
    gross: Amount | None = Field(None, description="BT-148: price of an item without tax, before the discount")
    base_quantity: Quantity | None = Field(None, description="BT-149: how many units the price is for")
    base_unit: Code | None = Field(None, description="BT-150: unit of the base quantity")


class Attribute(Group):
    """BG-32 Item attribute."""

    name: Text | None = Field(None, description="BT-160: the attribute's name, such as Colour")
    value: Text | None = Field(None, description="BT-161: the attribute's value")


class Item(Group):
    """BG-31 Item information."""

    name: Text | None = Field(None, description="BT-153: the item's name")
    description: Text | None = Field(None, description="BT-154: description of the item")
    supplier_id: Text | None = Field(None, description="BT-155: the supplier's identifier of the item")
    customer_id: Text | None = Field(None, description="BT-156: the customer's identifier of the item")
    standard_id: Identifier | None = Field(None, description="BT-157: registered identifier, such as a GTIN (0160)")
    classifications: tuple[Classification, ...] = Field(
        (), description="BT-158: classification; the scheme is UNTDID 7143"
    )
    origin_country: Code | None = Field(None, description="BT-159: country of origin, ISO 3166-1 alpha-2")
    attributes: tuple[Attribute, ...] = Field((), description="BG-32: further properties of the item")


class Line(Group):
    """BG-25 Invoice line."""

    id: Text | None = Field(None, description="BT-126: identifier of the line within the invoice")
    note: Text | None = Field(None, description="BT-127: note on the line")
    object_id: ObjectIdentifier | None = Field(None, description="BT-128: what the line is about, such as a meter")
    quantity: Quantity | None = Field(None, description="BT-129: invoiced quantity")
    unit: Code | None = Field(None, description="BT-130: unit of the quantity, UN/ECE Recommendation 20 or 21")
    net_amount: Amount | None = Field(None, description="BT-131: net amount of the line")
    order_line: Text | None = Field(None, description="BT-132: line of the purchase order")
    accounting_reference: Text | None = Field(None, description="BT-133: the customer's accounting reference")
    period: Period | None = Field(None, description="BG-26: period of the line")
    allowances: tuple[AllowanceCharge, ...] = Field((), description="BG-27: allowances of the line")
    charges: tuple[AllowanceCharge, ...] = Field((), description="BG-28: charges of the line")
    price: Price | None = Field(None, description="BG-29: price details")
    tax_category: Code | None = Field(None, description="BT-151: tax category of the item, UNTDID 5305")
    tax_rate: Percentage | None = Field(None, description="BT-152: tax rate of the item in percent")
    tax_scheme: Code | None = Field(None, description="BT-151: the category's tax, if not VAT (UNTDID 5153)")
    item: Item | None = Field(None, description="BG-31: the item")
    price_extension: Amount | None = Field(
        None, description="BG-25: price by quantity, which some national rules ask for and UBL alone can say"
    )
