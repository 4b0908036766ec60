"""One invoice of ours in each national format, as its specification writes it: net 200.00 and 22 (23, 20) percent."""

FATTURAPA = """<?xml version="1.0" encoding="UTF-8"?>
<p:FatturaElettronica versione="FPR12" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2">
<FatturaElettronicaHeader>
 <DatiTrasmissione><IdTrasmittente><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdTrasmittente>
  <ProgressivoInvio>1</ProgressivoInvio><FormatoTrasmissione>FPR12</FormatoTrasmissione>
  <CodiceDestinatario>ABC1234</CodiceDestinatario></DatiTrasmissione>
 <CedentePrestatore><DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>12345670017</IdCodice></IdFiscaleIVA>
  <Anagrafica><Denominazione>Officina Rossi S.r.l.</Denominazione></Anagrafica><RegimeFiscale>RF01</RegimeFiscale>
  </DatiAnagrafici><Sede><Indirizzo>Via Roma</Indirizzo><NumeroCivico>1</NumeroCivico><CAP>10121</CAP>
  <Comune>Torino</Comune><Provincia>TO</Provincia><Nazione>IT</Nazione></Sede>
  <IscrizioneREA><Ufficio>TO</Ufficio><NumeroREA>123456</NumeroREA></IscrizioneREA></CedentePrestatore>
 <CessionarioCommittente><DatiAnagrafici><CodiceFiscale>BNCLRA80A01L219X</CodiceFiscale>
  <Anagrafica><Nome>Lara</Nome><Cognome>Bianchi</Cognome></Anagrafica></DatiAnagrafici>
  <Sede><Indirizzo>Corso Italia 5</Indirizzo><CAP>20122</CAP><Comune>Milano</Comune><Nazione>IT</Nazione></Sede>
 </CessionarioCommittente>
</FatturaElettronicaHeader>
<FatturaElettronicaBody>
 <DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD01</TipoDocumento><Divisa>EUR</Divisa><Data>2024-05-06</Data>
  <Numero>FT-7</Numero>
  <DatiRitenuta><TipoRitenuta>RT01</TipoRitenuta><ImportoRitenuta>40.00</ImportoRitenuta></DatiRitenuta>
  <ImportoTotaleDocumento>244.00</ImportoTotaleDocumento><Causale>Maggio</Causale></DatiGeneraliDocumento>
  <DatiOrdineAcquisto><IdDocumento>PO-1</IdDocumento><CodiceCUP>CUP1</CodiceCUP><CodiceCIG>CIG1</CodiceCIG>
  </DatiOrdineAcquisto><DatiTrasporto><MezzoTrasporto>Furgone</MezzoTrasporto></DatiTrasporto></DatiGenerali>
 <DatiBeniServizi>
  <DettaglioLinee><NumeroLinea>1</NumeroLinea><Descrizione>Consulenza</Descrizione><Quantita>2.00</Quantita>
   <UnitaMisura>HUR</UnitaMisura><PrezzoUnitario>80.00</PrezzoUnitario>
   <ScontoMaggiorazione><Tipo>SC</Tipo><Percentuale>6.25</Percentuale></ScontoMaggiorazione>
   <PrezzoTotale>150.00</PrezzoTotale><AliquotaIVA>22.00</AliquotaIVA></DettaglioLinee>
  <DettaglioLinee><NumeroLinea>2</NumeroLinea><Descrizione>Trasferta</Descrizione>
   <PrezzoUnitario>50.00</PrezzoUnitario><PrezzoTotale>50.00</PrezzoTotale><AliquotaIVA>22.00</AliquotaIVA>
  </DettaglioLinee>
  <DatiRiepilogo><AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>200.00</ImponibileImporto>
   <Imposta>44.00</Imposta><EsigibilitaIVA>I</EsigibilitaIVA></DatiRiepilogo>
 </DatiBeniServizi>
 <DatiPagamento><CondizioniPagamento>TP02</CondizioniPagamento><DettaglioPagamento>
  <ModalitaPagamento>MP05</ModalitaPagamento><DataScadenzaPagamento>2024-06-05</DataScadenzaPagamento>
  <ImportoPagamento>204.00</ImportoPagamento><IBAN>IT60X0542811101000000123456</IBAN></DettaglioPagamento>
 </DatiPagamento>
</FatturaElettronicaBody></p:FatturaElettronica>"""

KSEF = """<?xml version="1.0" encoding="UTF-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
 <Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza></Naglowek>
 <Podmiot1><DaneIdentyfikacyjne><NIP>5260001246</NIP><Nazwa>Warsztat Sp. z o.o.</Nazwa></DaneIdentyfikacyjne>
  <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Polna 1</AdresL1><AdresL2>00-001 Warszawa</AdresL2></Adres>
  <DaneKontaktowe><Email>a@example.com</Email></DaneKontaktowe></Podmiot1>
 <Podmiot2><DaneIdentyfikacyjne><KodUE>DE</KodUE><NrVatUE>123456788</NrVatUE><Nazwa>Kunde AG</Nazwa>
  </DaneIdentyfikacyjne><Adres><KodKraju>DE</KodKraju><AdresL1>Hauptstr. 1</AdresL1></Adres></Podmiot2>
 <Fa><KodWaluty>PLN</KodWaluty><P_1>2024-05-06</P_1><P_2>FV/7</P_2><P_6>2024-05-02</P_6>
  <P_13_1>150.00</P_13_1><P_14_1>34.50</P_14_1><P_13_6_2>50.00</P_13_6_2><P_15>234.50</P_15>
  <Adnotacje><P_16>2</P_16></Adnotacje><RodzajFaktury>VAT</RodzajFaktury>
  <DodatkowyOpis><Klucz>Uwagi</Klucz><Wartosc>Maj</Wartosc></DodatkowyOpis>
  <FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>Konsultacje</P_7><P_8A>HUR</P_8A><P_8B>2</P_8B><P_9A>75.00</P_9A>
   <P_11>150.00</P_11><P_12>23</P_12></FaWiersz>
  <FaWiersz><NrWierszaFa>2</NrWierszaFa><P_7>Towar</P_7><P_8A>C62</P_8A><P_8B>1</P_8B><P_9A>50.00</P_9A>
   <P_11>50.00</P_11><P_12>0 WDT</P_12></FaWiersz>
  <Platnosc><TerminPlatnosci><Termin>2024-06-05</Termin></TerminPlatnosci><FormaPlatnosci>6</FormaPlatnosci>
   <RachunekBankowy><NrRB>61109010140000071219812874</NrRB></RachunekBankowy></Platnosc></Fa>
</Faktura>"""

EBINTERFACE = """<?xml version="1.0" encoding="utf-8"?>
<Invoice xmlns="http://www.ebinterface.at/schema/6p1/" GeneratingSystem="own" DocumentType="Invoice"
 InvoiceCurrency="EUR" Language="ger">
 <InvoiceNumber>R-7</InvoiceNumber><InvoiceDate>2024-05-06</InvoiceDate><Delivery><Date>2024-05-02</Date></Delivery>
 <Biller><VATIdentificationNumber>ATU13585627</VATIdentificationNumber><Address><Name>Werkstatt GmbH</Name>
  <Street>Ring 1</Street><Town>Wien</Town><ZIP>1010</ZIP><Country CountryCode="AT">Österreich</Country></Address>
 </Biller>
 <InvoiceRecipient><VATIdentificationNumber>ATU12345675</VATIdentificationNumber>
  <OrderReference><OrderID>PO-1</OrderID></OrderReference><Address><Name>Kunde AG</Name><Street>Gasse 2</Street>
  <Town>Graz</Town><ZIP>8010</ZIP><Country CountryCode="AT">Österreich</Country></Address></InvoiceRecipient>
 <Details><ItemList><ListLineItem><PositionNumber>1</PositionNumber><Description>Schrauben</Description>
  <Quantity Unit="C62">500</Quantity><UnitPrice BaseQuantity="100">50.00</UnitPrice>
  <ReductionAndSurchargeListLineItemDetails><ReductionListLineItem><BaseAmount>250.00</BaseAmount>
   <Percentage>10</Percentage><Amount>25.00</Amount><Comment>Menge</Comment></ReductionListLineItem>
  </ReductionAndSurchargeListLineItemDetails>
  <LineItemAmount>225.00</LineItemAmount><TaxItem><TaxableAmount>225.00</TaxableAmount>
  <TaxPercent TaxCategoryCode="S">20</TaxPercent></TaxItem></ListLineItem></ItemList></Details>
 <ReductionAndSurchargeDetails><Reduction><BaseAmount>225.00</BaseAmount><Amount>25.00</Amount>
  <Comment>Treue</Comment><TaxItem><TaxableAmount>25.00</TaxableAmount><TaxPercent TaxCategoryCode="S">20</TaxPercent>
  </TaxItem></Reduction></ReductionAndSurchargeDetails>
 <Tax><TaxItem><TaxableAmount>200.00</TaxableAmount><TaxPercent TaxCategoryCode="S">20</TaxPercent>
  <TaxAmount>40.00</TaxAmount></TaxItem></Tax>
 <TotalGrossAmount>240.00</TotalGrossAmount><PayableAmount>240.00</PayableAmount>
 <PaymentMethod><UniversalBankTransaction><BeneficiaryAccount><IBAN>AT611904300234573201</IBAN></BeneficiaryAccount>
  </UniversalBankTransaction></PaymentMethod>
 <PaymentConditions><DueDate>2024-06-05</DueDate></PaymentConditions>
</Invoice>"""

EBINTERFACE_4 = """<?xml version="1.0" encoding="utf-8"?>
<eb:Invoice xmlns:eb="http://www.ebinterface.at/schema/4p3/" eb:GeneratingSystem="own" eb:DocumentType="CreditMemo"
 eb:InvoiceCurrency="EUR">
 <eb:InvoiceNumber>G-7</eb:InvoiceNumber><eb:InvoiceDate>2024-05-06</eb:InvoiceDate>
 <eb:Biller><eb:VATIdentificationNumber>ATU13585627</eb:VATIdentificationNumber><eb:Address>
  <eb:Name>Werkstatt GmbH</eb:Name></eb:Address></eb:Biller>
 <eb:Details><eb:ItemList><eb:ListLineItem><eb:Description>Ware</eb:Description>
  <eb:Quantity eb:Unit="C62">1</eb:Quantity>
  <eb:UnitPrice>100.00</eb:UnitPrice><eb:VATRate>20</eb:VATRate><eb:LineItemAmount>100.00</eb:LineItemAmount>
  </eb:ListLineItem></eb:ItemList></eb:Details>
 <eb:Tax><eb:VAT><eb:VATItem><eb:TaxedAmount>100.00</eb:TaxedAmount><eb:VATRate>20</eb:VATRate>
  <eb:Amount>20.00</eb:Amount></eb:VATItem></eb:VAT></eb:Tax>
 <eb:TotalGrossAmount>120.00</eb:TotalGrossAmount><eb:PayableAmount>120.00</eb:PayableAmount>
</eb:Invoice>"""

SVEFAKTURA = """<?xml version="1.0" encoding="utf-8"?>
<Invoice xmlns="urn:sfti:documents:BasicInvoice:1:0" xmlns:cac="urn:sfti:CommonAggregateComponents:1:0"
 xmlns:cbc="urn:oasis:names:tc:ubl:CommonBasicComponents:1:0"><ID>S-7</ID><cbc:IssueDate>2024-05-06</cbc:IssueDate>
 <InvoiceTypeCode>380</InvoiceTypeCode><InvoiceCurrencyCode>SEK</InvoiceCurrencyCode>
 <cac:BuyerParty><cac:Party><cac:PartyName><cbc:Name>Kund AB</cbc:Name></cac:PartyName>
  <cac:Address><cbc:StreetName>Gatan 2</cbc:StreetName><cbc:CityName>Lund</cbc:CityName>
  <cbc:PostalZone>22100</cbc:PostalZone><cac:Country><cac:IdentificationCode>SE</cac:IdentificationCode></cac:Country>
  </cac:Address></cac:Party></cac:BuyerParty>
 <cac:SellerParty><cac:Party><cac:PartyName><cbc:Name>Verkstad AB</cbc:Name></cac:PartyName>
  <cac:Address><cbc:StreetName>Torget 1</cbc:StreetName><cbc:CityName>Malmö</cbc:CityName>
  <cbc:PostalZone>21100</cbc:PostalZone><cac:Country><cac:IdentificationCode>SE</cac:IdentificationCode></cac:Country>
  </cac:Address><cac:PartyTaxScheme><cac:CompanyID>SE556677889901</cac:CompanyID>
  <cac:TaxScheme><cac:ID>VAT</cac:ID></cac:TaxScheme></cac:PartyTaxScheme></cac:Party></cac:SellerParty>
 <cac:PaymentMeans><cac:PaymentMeansTypeCode>1</cac:PaymentMeansTypeCode>
  <cbc:DuePaymentDate>2024-06-05</cbc:DuePaymentDate><cac:PayeeFinancialAccount><cac:ID>12345678</cac:ID>
  <cac:FinancialInstitutionBranch><cac:FinancialInstitution><cac:ID>BGABSESS</cac:ID></cac:FinancialInstitution>
  </cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount></cac:PaymentMeans>
 <cac:TaxTotal><cbc:TotalTaxAmount amountCurrencyID="SEK">49.90</cbc:TotalTaxAmount><cac:TaxSubTotal>
  <cbc:TaxableAmount amountCurrencyID="SEK">199.60</cbc:TaxableAmount>
  <cbc:TaxAmount amountCurrencyID="SEK">49.90</cbc:TaxAmount><cac:TaxCategory><cac:ID>S</cac:ID>
  <cbc:Percent>25</cbc:Percent><cac:TaxScheme><cac:ID>VAT</cac:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubTotal>
 </cac:TaxTotal>
 <cac:LegalTotal><cbc:LineExtensionTotalAmount amountCurrencyID="SEK">199.60</cbc:LineExtensionTotalAmount>
  <cbc:TaxExclusiveTotalAmount amountCurrencyID="SEK">199.60</cbc:TaxExclusiveTotalAmount>
  <cbc:TaxInclusiveTotalAmount amountCurrencyID="SEK">250.00</cbc:TaxInclusiveTotalAmount>
  <cac:RoundOffAmount amountCurrencyID="SEK">0.50</cac:RoundOffAmount></cac:LegalTotal>
 <cac:InvoiceLine><cac:ID>1</cac:ID><cbc:InvoicedQuantity quantityUnitCode="C62">4</cbc:InvoicedQuantity>
  <cbc:LineExtensionAmount amountCurrencyID="SEK">199.60</cbc:LineExtensionAmount><cac:Item>
  <cbc:Description>Skruv</cbc:Description><cac:TaxCategory><cac:ID>S</cac:ID><cbc:Percent>25</cbc:Percent>
  <cac:TaxScheme><cac:ID>VAT</cac:ID></cac:TaxScheme></cac:TaxCategory><cac:BasePrice>
  <cbc:PriceAmount amountCurrencyID="SEK">49.90</cbc:PriceAmount></cac:BasePrice></cac:Item></cac:InvoiceLine>
</Invoice>"""

FINVOICE = """<?xml version="1.0" encoding="UTF-8"?>
<Finvoice Version="3.0">
 <SellerPartyDetails><SellerPartyIdentifier>0112038-9</SellerPartyIdentifier>
  <SellerOrganisationName>Paja Oy</SellerOrganisationName>
  <SellerOrganisationTaxCode>FI01120389</SellerOrganisationTaxCode>
  <SellerPostalAddressDetails><SellerStreetName>Katu 1</SellerStreetName><SellerTownName>Helsinki</SellerTownName>
   <SellerPostCodeIdentifier>00100</SellerPostCodeIdentifier><CountryCode>FI</CountryCode></SellerPostalAddressDetails>
 </SellerPartyDetails><SellerContactPersonName>Aino</SellerContactPersonName>
 <SellerCommunicationDetails><SellerEmailaddressIdentifier>a@example.com</SellerEmailaddressIdentifier>
 </SellerCommunicationDetails>
 <BuyerPartyDetails><BuyerOrganisationName>Asiakas Oy</BuyerOrganisationName><BuyerPostalAddressDetails>
  <BuyerStreetName>Tie 2</BuyerStreetName><BuyerTownName>Turku</BuyerTownName>
  <BuyerPostCodeIdentifier>20100</BuyerPostCodeIdentifier><CountryCode>FI</CountryCode></BuyerPostalAddressDetails>
 </BuyerPartyDetails>
 <DeliveryDetails><DeliveryDate Format="CCYYMMDD">20240502</DeliveryDate></DeliveryDetails>
 <InvoiceDetails><InvoiceTypeCode>INV01</InvoiceTypeCode><InvoiceTypeText>LASKU</InvoiceTypeText>
  <OriginCode>Original</OriginCode><InvoiceNumber>L-7</InvoiceNumber>
  <InvoiceDate Format="CCYYMMDD">20240506</InvoiceDate><OrderIdentifier>PO-1</OrderIdentifier>
  <InvoiceTotalVatExcludedAmount AmountCurrencyIdentifier="EUR">200,00</InvoiceTotalVatExcludedAmount>
  <InvoiceTotalVatAmount AmountCurrencyIdentifier="EUR">51,00</InvoiceTotalVatAmount>
  <InvoiceTotalVatIncludedAmount AmountCurrencyIdentifier="EUR">251,00</InvoiceTotalVatIncludedAmount>
  <VatSpecificationDetails><VatBaseAmount AmountCurrencyIdentifier="EUR">200,00</VatBaseAmount>
   <VatRatePercent>25,5</VatRatePercent><VatCode>S</VatCode>
   <VatRateAmount AmountCurrencyIdentifier="EUR">51,00</VatRateAmount></VatSpecificationDetails>
  <PaymentTermsDetails><InvoiceDueDate Format="CCYYMMDD">20240605</InvoiceDueDate></PaymentTermsDetails>
 </InvoiceDetails>
 <InvoiceRow><ArticleName>Neuvonta</ArticleName>
  <DeliveredQuantity QuantityUnitCode="h" QuantityUnitCodeUN="HUR">2,00</DeliveredQuantity>
  <UnitPriceAmount AmountCurrencyIdentifier="EUR">80,00</UnitPriceAmount><RowDiscountPercent>6,25</RowDiscountPercent>
  <RowVatRatePercent>25,5</RowVatRatePercent><RowVatCode>S</RowVatCode>
  <RowVatExcludedAmount AmountCurrencyIdentifier="EUR">150,00</RowVatExcludedAmount></InvoiceRow>
 <InvoiceRow><RowFreeText>Kiitos</RowFreeText></InvoiceRow>
 <InvoiceRow><ArticleName>Matka</ArticleName><InvoicedQuantity QuantityUnitCodeUN="C62">1</InvoicedQuantity>
  <UnitPriceAmount AmountCurrencyIdentifier="EUR">50,00</UnitPriceAmount><RowVatRatePercent>25,5</RowVatRatePercent>
  <RowVatExcludedAmount AmountCurrencyIdentifier="EUR">50,00</RowVatExcludedAmount></InvoiceRow>
 <EpiDetails><EpiIdentificationDetails><EpiDate Format="CCYYMMDD">20240506</EpiDate></EpiIdentificationDetails>
  <EpiPartyDetails><EpiBfiPartyDetails><EpiBfiIdentifier IdentificationSchemeName="BIC">NDEAFIHH</EpiBfiIdentifier>
   </EpiBfiPartyDetails><EpiBeneficiaryPartyDetails><EpiNameAddressDetails>Paja Oy</EpiNameAddressDetails>
   <EpiAccountID IdentificationSchemeName="IBAN">FI2112345600000785</EpiAccountID></EpiBeneficiaryPartyDetails>
  </EpiPartyDetails><EpiPaymentInstructionDetails>
   <EpiRemittanceInfoIdentifier IdentificationSchemeName="SPY">1232</EpiRemittanceInfoIdentifier>
   <EpiInstructedAmount AmountCurrencyIdentifier="EUR">231,00</EpiInstructedAmount>
   <EpiDateOptionDate Format="CCYYMMDD">20240605</EpiDateOptionDate></EpiPaymentInstructionDetails></EpiDetails>
</Finvoice>"""

FACTURAE = """<?xml version="1.0" encoding="UTF-8"?>
<fe:Facturae xmlns:fe="http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml">
 <FileHeader><SchemaVersion>3.2.2</SchemaVersion><Modality>I</Modality><InvoiceIssuerType>EM</InvoiceIssuerType>
 </FileHeader>
 <Parties><SellerParty><TaxIdentification><PersonTypeCode>J</PersonTypeCode><ResidenceTypeCode>R</ResidenceTypeCode>
   <TaxIdentificationNumber>ESB58378431</TaxIdentificationNumber></TaxIdentification>
   <LegalEntity><CorporateName>Taller S.L.</CorporateName><AddressInSpain><Address>Calle 1</Address>
    <PostCode>28001</PostCode><Town>Madrid</Town><Province>Madrid</Province><CountryCode>ESP</CountryCode>
    </AddressInSpain></LegalEntity></SellerParty>
  <BuyerParty><TaxIdentification><PersonTypeCode>F</PersonTypeCode><ResidenceTypeCode>U</ResidenceTypeCode>
   <TaxIdentificationNumber>DE136695976</TaxIdentificationNumber></TaxIdentification>
   <Individual><Name>Lara</Name><FirstSurname>Blanco</FirstSurname><OverseasAddress><Address>Weg 2</Address>
    <PostCodeAndTown>10115 Berlin</PostCodeAndTown><Province>Berlin</Province><CountryCode>DEU</CountryCode>
    </OverseasAddress></Individual></BuyerParty></Parties>
 <Invoices><Invoice><InvoiceHeader><InvoiceNumber>7</InvoiceNumber><InvoiceSeriesCode>F24</InvoiceSeriesCode>
   <InvoiceDocumentType>FC</InvoiceDocumentType><InvoiceClass>OO</InvoiceClass></InvoiceHeader>
  <InvoiceIssueData><IssueDate>2024-05-06</IssueDate><InvoiceCurrencyCode>EUR</InvoiceCurrencyCode>
   <TaxCurrencyCode>EUR</TaxCurrencyCode><LanguageName>es</LanguageName></InvoiceIssueData>
  <TaxesOutputs><Tax><TaxTypeCode>01</TaxTypeCode><TaxRate>21.00</TaxRate>
   <TaxableBase><TotalAmount>200.00</TotalAmount></TaxableBase><TaxAmount><TotalAmount>42.00</TotalAmount></TaxAmount>
   </Tax></TaxesOutputs>
  <TaxesWithheld><Tax><TaxTypeCode>04</TaxTypeCode><TaxRate>15.00</TaxRate>
   <TaxableBase><TotalAmount>200.00</TotalAmount></TaxableBase><TaxAmount><TotalAmount>30.00</TotalAmount></TaxAmount>
   </Tax></TaxesWithheld>
  <InvoiceTotals><TotalGrossAmount>220.00</TotalGrossAmount><GeneralDiscounts><Discount>
    <DiscountReason>Pronto pago</DiscountReason><DiscountAmount>20.00</DiscountAmount></Discount></GeneralDiscounts>
   <TotalGeneralDiscounts>20.00</TotalGeneralDiscounts>
   <TotalGrossAmountBeforeTaxes>200.00</TotalGrossAmountBeforeTaxes><TotalTaxOutputs>42.00</TotalTaxOutputs>
   <TotalTaxesWithheld>30.00</TotalTaxesWithheld><InvoiceTotal>212.00</InvoiceTotal>
   <TotalOutstandingAmount>212.00</TotalOutstandingAmount><TotalExecutableAmount>212.00</TotalExecutableAmount>
  </InvoiceTotals>
  <Items><InvoiceLine><ReceiverTransactionReference>PO-1</ReceiverTransactionReference>
    <ItemDescription>Consultoría</ItemDescription><Quantity>2.0</Quantity><UnitOfMeasure>02</UnitOfMeasure>
    <UnitPriceWithoutTax>110.00</UnitPriceWithoutTax><TotalCost>220.00</TotalCost><GrossAmount>220.00</GrossAmount>
    <TaxesOutputs><Tax><TaxTypeCode>01</TaxTypeCode><TaxRate>21.00</TaxRate>
     <TaxableBase><TotalAmount>220.00</TotalAmount></TaxableBase></Tax></TaxesOutputs></InvoiceLine></Items>
  <PaymentDetails><Installment><InstallmentDueDate>2024-06-05</InstallmentDueDate>
   <InstallmentAmount>212.00</InstallmentAmount><PaymentMeans>04</PaymentMeans>
   <AccountToBeCredited><IBAN>ES9121000418450200051332</IBAN></AccountToBeCredited></Installment></PaymentDetails>
 </Invoice></Invoices>
</fe:Facturae>"""

ISDOC = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="http://isdoc.cz/namespace/2013" version="6.0.2">
 <DocumentType>1</DocumentType><ID>Z-7</ID><UUID>6F9619FF-8B86-D011-B42D-00CF4FC964FF</UUID>
 <IssueDate>2024-05-06</IssueDate><TaxPointDate>2024-05-02</TaxPointDate><VATApplicable>true</VATApplicable>
 <Note>Maj</Note><LocalCurrencyCode>CZK</LocalCurrencyCode><CurrRate>1</CurrRate><RefCurrRate>1</RefCurrRate>
 <AccountingSupplierParty><Party><PartyIdentification><ID>25123891</ID></PartyIdentification>
  <PartyName><Name>Dílna s.r.o.</Name></PartyName><PostalAddress><StreetName>Ulice</StreetName>
   <BuildingNumber>1</BuildingNumber><CityName>Brno</CityName><PostalZone>60200</PostalZone>
   <Country><IdentificationCode>CZ</IdentificationCode><Name>Česko</Name></Country></PostalAddress>
  <PartyTaxScheme><CompanyID>CZ25123891</CompanyID><TaxScheme>VAT</TaxScheme></PartyTaxScheme></Party>
 </AccountingSupplierParty>
 <AccountingCustomerParty><Party><PartyIdentification><ID>00177041</ID></PartyIdentification>
  <PartyName><Name>Zákazník a.s.</Name></PartyName><PostalAddress><StreetName>Cesta</StreetName>
   <BuildingNumber>2</BuildingNumber><CityName>Praha</CityName><PostalZone>11000</PostalZone>
   <Country><IdentificationCode>CZ</IdentificationCode><Name>Česko</Name></Country></PostalAddress></Party>
 </AccountingCustomerParty>
 <InvoiceLines><InvoiceLine><ID>1</ID><InvoicedQuantity unitCode="hod">2</InvoicedQuantity>
   <LineExtensionAmount>150.00</LineExtensionAmount>
   <LineExtensionAmountTaxInclusive>181.50</LineExtensionAmountTaxInclusive>
   <LineExtensionTaxAmount>31.50</LineExtensionTaxAmount><UnitPrice>80.00</UnitPrice>
   <UnitPriceTaxInclusive>96.80</UnitPriceTaxInclusive>
   <ClassifiedTaxCategory><Percent>21</Percent><VATCalculationMethod>0</VATCalculationMethod></ClassifiedTaxCategory>
   <Item><Description>Poradenství</Description></Item></InvoiceLine>
  <InvoiceLine><ID>2</ID><InvoicedQuantity unitCode="ks">1</InvoicedQuantity>
   <LineExtensionAmount>50.00</LineExtensionAmount>
   <LineExtensionAmountTaxInclusive>60.50</LineExtensionAmountTaxInclusive>
   <LineExtensionTaxAmount>10.50</LineExtensionTaxAmount><UnitPrice>50.00</UnitPrice>
   <UnitPriceTaxInclusive>60.50</UnitPriceTaxInclusive>
   <ClassifiedTaxCategory><Percent>21</Percent><VATCalculationMethod>0</VATCalculationMethod></ClassifiedTaxCategory>
   <Item><Description>Cesta</Description></Item></InvoiceLine></InvoiceLines>
 <TaxTotal><TaxSubTotal><TaxableAmount>200.00</TaxableAmount><TaxAmount>42.00</TaxAmount>
   <TaxInclusiveAmount>242.00</TaxInclusiveAmount><TaxCategory><Percent>21</Percent></TaxCategory></TaxSubTotal>
  <TaxAmount>42.00</TaxAmount></TaxTotal>
 <LegalMonetaryTotal><TaxExclusiveAmount>200.00</TaxExclusiveAmount><TaxInclusiveAmount>242.00</TaxInclusiveAmount>
  <PayableRoundingAmount>0.00</PayableRoundingAmount><PaidDepositsAmount>42.00</PaidDepositsAmount>
  <PayableAmount>200.00</PayableAmount></LegalMonetaryTotal>
 <PaymentMeans><Payment><PaidAmount>200.00</PaidAmount><PaymentMeansCode>42</PaymentMeansCode><Details>
  <PaymentDueDate>2024-06-05</PaymentDueDate><ID>2000145399</ID><BankCode>0800</BankCode><Name>Banka</Name>
  <IBAN>CZ6508000000192000145399</IBAN><BIC>GIBACZPX</BIC><VariableSymbol>7</VariableSymbol></Details></Payment>
 </PaymentMeans>
</Invoice>"""

ALL = {
    "fatturapa": FATTURAPA, "ksef": KSEF, "ebinterface": EBINTERFACE, "svefaktura": SVEFAKTURA, "finvoice": FINVOICE,
    "facturae": FACTURAE, "isdoc": ISDOC,
}  # fmt: skip

_UBL = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
 <cbc:UBLVersionID>2.1</cbc:UBLVersionID>"""

OIOUBL = f"""{_UBL}<cbc:CustomizationID>OIOUBL-2.1</cbc:CustomizationID>
 <cbc:ProfileID schemeID="urn:oioubl:id:profileid-1.2">urn:www.nesubl.eu:profiles:profile5:ver2.0</cbc:ProfileID>
 <cbc:ID>D-7</cbc:ID><cbc:CopyIndicator>false</cbc:CopyIndicator><cbc:IssueDate>2024-05-06</cbc:IssueDate>
 <cbc:InvoiceTypeCode listID="urn:oioubl:codelist:invoicetypecode-1.1">380</cbc:InvoiceTypeCode>
 <cbc:DocumentCurrencyCode>DKK</cbc:DocumentCurrencyCode>
 <cac:AccountingSupplierParty><cac:Party><cbc:EndpointID schemeID="DK:CVR">DK16356706</cbc:EndpointID>
  <cac:PartyIdentification><cbc:ID schemeID="DK:CVR">DK16356706</cbc:ID></cac:PartyIdentification>
  <cac:PartyName><cbc:Name>Værkstedet</cbc:Name></cac:PartyName><cac:PostalAddress>
   <cbc:AddressFormatCode listID="urn:oioubl:codelist:addressformatcode-1.1">StructuredDK</cbc:AddressFormatCode>
   <cbc:StreetName>Vejen</cbc:StreetName><cbc:BuildingNumber>11</cbc:BuildingNumber><cbc:CityName>Dyssegård</cbc:CityName>
   <cbc:PostalZone>2870</cbc:PostalZone><cac:Country><cbc:IdentificationCode>DK</cbc:IdentificationCode></cac:Country>
  </cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID schemeID="DK:SE">DK16356706</cbc:CompanyID><cac:TaxScheme>
   <cbc:ID schemeID="urn:oioubl:id:taxschemeid-1.1">63</cbc:ID><cbc:Name>Moms</cbc:Name></cac:TaxScheme>
  </cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>Værkstedet ApS</cbc:RegistrationName>
   <cbc:CompanyID schemeID="DK:CVR">DK16356706</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>
 </cac:AccountingSupplierParty>
 <cac:AccountingCustomerParty><cac:Party><cbc:EndpointID schemeID="GLN">5798009811578</cbc:EndpointID>
  <cac:PartyName><cbc:Name>Skolen</cbc:Name></cac:PartyName><cac:PostalAddress><cbc:StreetName>Gaden</cbc:StreetName>
   <cbc:BuildingNumber>10</cbc:BuildingNumber><cbc:CityName>Helsingør</cbc:CityName><cbc:PostalZone>3000</cbc:PostalZone>
   <cac:Country><cbc:IdentificationCode>DK</cbc:IdentificationCode></cac:Country></cac:PostalAddress></cac:Party>
 </cac:AccountingCustomerParty>
 <cac:PaymentMeans><cbc:PaymentMeansCode>42</cbc:PaymentMeansCode><cbc:PaymentDueDate>2024-06-05</cbc:PaymentDueDate>
  <cac:PayeeFinancialAccount><cbc:ID>1234567890</cbc:ID><cac:FinancialInstitutionBranch><cbc:ID>1234</cbc:ID>
  </cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount></cac:PaymentMeans>
 <cac:TaxTotal><cbc:TaxAmount currencyID="DKK">50.00</cbc:TaxAmount><cac:TaxSubtotal>
  <cbc:TaxableAmount currencyID="DKK">200.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="DKK">50.00</cbc:TaxAmount>
  <cac:TaxCategory><cbc:ID schemeID="urn:oioubl:id:taxcategoryid-1.1">StandardRated</cbc:ID>
   <cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID schemeID="urn:oioubl:id:taxschemeid-1.1">63</cbc:ID>
   <cbc:Name>Moms</cbc:Name></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
 <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="DKK">200.00</cbc:LineExtensionAmount>
  <cbc:TaxExclusiveAmount currencyID="DKK">50.00</cbc:TaxExclusiveAmount>
  <cbc:TaxInclusiveAmount currencyID="DKK">250.00</cbc:TaxInclusiveAmount>
  <cbc:PayableAmount currencyID="DKK">250.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
 <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="EA">2</cbc:InvoicedQuantity>
  <cbc:LineExtensionAmount currencyID="DKK">200.00</cbc:LineExtensionAmount><cac:TaxTotal>
   <cbc:TaxAmount currencyID="DKK">50.00</cbc:TaxAmount><cac:TaxSubtotal>
   <cbc:TaxableAmount currencyID="DKK">200.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="DKK">50.00</cbc:TaxAmount>
   <cac:TaxCategory><cbc:ID schemeID="urn:oioubl:id:taxcategoryid-1.1">StandardRated</cbc:ID>
    <cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID schemeID="urn:oioubl:id:taxschemeid-1.1">63</cbc:ID>
    <cbc:Name>Moms</cbc:Name></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
  <cac:Item><cbc:Name>Tavle</cbc:Name></cac:Item><cac:Price><cbc:PriceAmount currencyID="DKK">100.00</cbc:PriceAmount>
   <cbc:BaseQuantity unitCode="EA">1</cbc:BaseQuantity></cac:Price></cac:InvoiceLine>
</Invoice>"""

_KDV = """<cac:TaxTotal><cbc:TaxAmount currencyID="TRY">40.00</cbc:TaxAmount><cac:TaxSubtotal>
  <cbc:TaxableAmount currencyID="TRY">200.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="TRY">40.00</cbc:TaxAmount>
  <cbc:CalculationSequenceNumeric>1</cbc:CalculationSequenceNumeric><cbc:Percent>20</cbc:Percent><cac:TaxCategory>
  <cac:TaxScheme><cbc:Name>KDV</cbc:Name><cbc:TaxTypeCode>0015</cbc:TaxTypeCode></cac:TaxScheme></cac:TaxCategory>
  </cac:TaxSubtotal></cac:TaxTotal>"""
UBL_TR = f"""{_UBL}<cbc:CustomizationID>TR1.2</cbc:CustomizationID><cbc:ProfileID>TICARIFATURA</cbc:ProfileID>
 <cbc:ID>ABC2024000000007</cbc:ID><cbc:CopyIndicator>false</cbc:CopyIndicator>
 <cbc:UUID>F47AC10B-58CC-4372-A567-0E02B2C3D479</cbc:UUID><cbc:IssueDate>2024-05-06</cbc:IssueDate>
 <cbc:InvoiceTypeCode>SATIS</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>TRY</cbc:DocumentCurrencyCode>
 <cbc:LineCountNumeric>1</cbc:LineCountNumeric>
 <cac:AccountingSupplierParty><cac:Party>
  <cac:PartyIdentification><cbc:ID schemeID="VKN">1234567801</cbc:ID></cac:PartyIdentification>
  <cac:PartyName><cbc:Name>Atölye A.Ş.</cbc:Name></cac:PartyName><cac:PostalAddress>
   <cbc:StreetName>Cadde</cbc:StreetName><cbc:BuildingNumber>5</cbc:BuildingNumber><cbc:CitySubdivisionName>Çankaya</cbc:CitySubdivisionName>
   <cbc:CityName>Ankara</cbc:CityName><cbc:PostalZone>06420</cbc:PostalZone>
   <cac:Country><cbc:Name>Türkiye</cbc:Name></cac:Country></cac:PostalAddress>
  <cac:PartyTaxScheme><cac:TaxScheme><cbc:Name>Çankaya</cbc:Name></cac:TaxScheme></cac:PartyTaxScheme></cac:Party>
 </cac:AccountingSupplierParty>
 <cac:AccountingCustomerParty><cac:Party>
  <cac:PartyIdentification><cbc:ID schemeID="TCKN">12345678902</cbc:ID></cac:PartyIdentification>
  <cac:PostalAddress><cbc:CityName>İzmir</cbc:CityName><cac:Country><cbc:Name>TÜRKİYE</cbc:Name></cac:Country>
  </cac:PostalAddress><cac:Person><cbc:FirstName>Ayşe</cbc:FirstName><cbc:FamilyName>Kaya</cbc:FamilyName></cac:Person>
  </cac:Party></cac:AccountingCustomerParty>
 <cac:PaymentTerms><cbc:Note>30 gün</cbc:Note><cbc:PaymentDueDate>2024-06-05</cbc:PaymentDueDate></cac:PaymentTerms>
 {_KDV}
 <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="TRY">200.00</cbc:LineExtensionAmount>
  <cbc:TaxExclusiveAmount currencyID="TRY">200.00</cbc:TaxExclusiveAmount>
  <cbc:TaxInclusiveAmount currencyID="TRY">240.00</cbc:TaxInclusiveAmount>
  <cbc:PayableAmount currencyID="TRY">240.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
 <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">2</cbc:InvoicedQuantity>
  <cbc:LineExtensionAmount currencyID="TRY">200.00</cbc:LineExtensionAmount>{_KDV}
  <cac:Item><cbc:Name>Vida</cbc:Name></cac:Item><cac:Price><cbc:PriceAmount currencyID="TRY">100.00</cbc:PriceAmount>
  </cac:Price></cac:InvoiceLine>
</Invoice>"""
